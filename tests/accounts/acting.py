"""What an administrator does in the browser, and what the page answers."""

from django.urls import reverse


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def act(client, name, thing, **data):
    return client.post(reverse(f"accounts:{name}", args=[thing.pk]), data, follow=True)


def errors_of(response) -> tuple[int, list[str]]:
    return response.status_code, list(response.context["form"].errors)
