"""What a page says to the person: the sentences above it."""

from django.contrib.messages import get_messages


def sentences(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]
