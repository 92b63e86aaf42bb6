"""The indicators and their scales."""

from campaigns.models import Grade, GradeScale, Indicator
from demo.reading import read


def load_catalogue() -> None:
    catalogue = read("catalogue")
    scales = {row["code"]: _scale(row) for row in catalogue["scales"]}
    Indicator.objects.bulk_create(
        (
            Indicator(**row | {"scale": scales.get(row.get("scale"))})
            for row in catalogue["indicators"]
        ),
        ignore_conflicts=True,
    )


def _scale(row: dict) -> GradeScale:
    scale, _ = GradeScale.objects.get_or_create(code=row["code"], defaults={"name": row["name"]})
    Grade.objects.bulk_create(
        (
            Grade(scale=scale, position=position, label=label)
            for position, label in enumerate(row["grades"], start=1)
        ),
        ignore_conflicts=True,
    )
    return scale
