"""Which person may do what with documents."""

import rules

from units.rules import holds_a_grant

rules.add_perm("documents.read_format", holds_a_grant)
