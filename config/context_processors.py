from django.apps import apps


def shell(request) -> dict:
    """What every page's frame shows."""
    return {"is_demonstration": apps.is_installed("demo")}
