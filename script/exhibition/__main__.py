"""Prints the documents without a database: nothing of them is stored."""

import os

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    __import__("script.exhibition.gallery", fromlist=["main"]).main()


if __name__ == "__main__":
    main()
