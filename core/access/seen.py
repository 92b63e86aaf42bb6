"""What a page showed, as a digest that it sends back: the ground for saying that it has changed."""

import hashlib
import json


def fingerprint(facts) -> str:
    """A digest of facts; the same facts give the same digest, in whatever order their names are."""
    canonical = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
