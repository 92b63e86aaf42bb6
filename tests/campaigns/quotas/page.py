"""What stands in the grid of quotas, on its page and in the database."""


def current(movement) -> dict:
    rows = movement.campaign.quotas.current()
    return {(row.unit_id, row.indicator_id): row.value for row in rows}


def cell_of(page, unit, indicator):
    grid = page.context["grid"]
    place = grid.sheet.indicators.index(indicator)
    rows = [row for _, rows, _ in grid.groups for row in rows if row.unit == unit]
    return rows[0].cells[place]
