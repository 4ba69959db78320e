"""Opens a workbook of `hadir report --xlsx --lang en` and compares it, cell by cell, with `hadir report --json`.

usage: workbook.py REPORT.json WORKBOOK EXPORT; says what differs, and leaves with 1
"""

import json
import sys
from datetime import datetime

import openpyxl

REASONS = {
    "nobody_came": "Nobody came", "volunteer_away": "Volunteer away", "place_closed": "Place not available",
    "weather": "Weather", "holiday": "Holiday", "misc": "Other reason", "unsaid": "Not known",
}
SEXES = {"female": "Female", "male": "Male", "unknown": "Not stated"}
MILIEUX = {"urban": "Urban", "rural": "Rural", "unknown": "Commune not known"}
UNITS = {"piece": "piece", "kilogram": "kg", "litre": "l", "metre": "m", "dirham": "MAD", "hour": "h"}
DISABILITIES = {
    "none": "No, no difficulty", "some": "Yes, some difficulty", "a_lot": "Yes, a lot of difficulty",
    "cannot": "Cannot do it at all", "unsaid": "Prefers not to say", "not_asked": "Not asked",
}
HIDDEN = "*"
MEASURES = {
    "people": "People", "participations": "Participations", "sessions": "Sessions held", "hours": "Hours held",
    "learner_hours": "Participant hours", "volunteers": "Volunteers",
}
WHOM = {"female": "Women and girls", "male": "Men and boys"}


def ages(band):
    if band == "unknown":
        return "Not known"
    return f"{band[:-1]} and over" if band.endswith("+") else band.replace("-", " to ")


def names(export):
    kinds = {"activity": {}, "group": {}, "member": {}, "association": {}}
    for line in export:
        record = json.loads(line).get("record")
        if record and record["kind"] in kinds:
            kinds[record["kind"]][record["id"]] = record["fields"]
    return kinds


def pair(cell):
    return [HIDDEN, HIDDEN] if cell is None else [cell["people"], cell["participations"]]


def rate(attendance):
    return None if attendance["permille"] is None else attendance["permille"] / 1000


def cancelled(sessions):
    return sum(sessions["cancelled"].values())


def part(one):
    sessions = one["sessions"]
    return [
        one["people"], one["participations"], sessions["held"], cancelled(sessions), sessions["unmarked"],
        sessions["to_come"], sessions["minutes"] / 60, one["learner_minutes"] / 60, rate(one["attendance"]),
    ]


def under(project):
    """What the summary says of a project."""
    day = project["agreement_day"]
    rows = [
        ["Project", project["name_la"]], ["Donor", project["donor"]], ["Agreement number", project["agreement"]],
        ["Date of the agreement", day and datetime.fromisoformat(day)],
    ]
    return [row for row in rows if row[1]]


def counted(indicator):
    ages, told = indicator["ages"], [MEASURES[indicator["counts"]]]
    if indicator["sex"]:
        told.append(WHOM[indicator["sex"]])
    if ages:
        first, last = ages["first"], ages["last"]
        told.append(f"aged {first} and over" if last is None else f"aged {first} to {last}")
    return ", ".join(told)


def indicators(said):
    return [
        [
            project["name_la"], one["name"] or counted(one), counted(one),
            HIDDEN if one["value"] is None else one["value"], one["target"],
            HIDDEN if one["value"] is None else one["permille"] / 1000,
        ]
        for project in said["projects"] for one in project["indicators"]
    ]


def budgets(said):
    rows = []
    for project in said["projects"]:
        lines = [(line["name"], line["planned"], line["spent"]) for line in project["budget"]]
        if len(lines) > 1:
            lines.append(("Total", sum(line[1] for line in lines), sum(line[2] for line in lines)))
        rows += [
            [project["name_la"], name, planned / 100, spent / 100, (spent * 1000 + planned // 2) // planned / 1000]
            for name, planned, spent in lines
        ]
    return rows


def add(cells):
    return {key: sum(cell[key] for cell in cells) for key in ("people", "participations")}


def summary(asked, said, kinds, inside):
    association = next(iter(kinds["association"].values()))
    day = lambda key: datetime.fromisoformat(asked[key])
    people, participations = pair(said["total"])
    rows = [["Association", association.get("name_la") or None], ["From", day("from")], ["To", day("to")]]
    rows += [["Activity", kinds["activity"][key]["title"]] for key in asked["activities"] or []]
    rows += [row for project in said["projects"] for row in under(project)]
    rows += [
        ["People", people], ["Participations", participations],
        ["New people", pair(said["new"])[0]], ["Returning people", pair(said["returning"])[0]],
    ]
    sessions, attendance = said["sessions"], said["attendance"]
    rows += [
        ["Sessions planned", sessions["planned"]],
        ["Sessions held", sessions["held"]], ["Sessions cancelled", cancelled(sessions)],
        ["Sessions not marked", sessions["unmarked"]], ["Sessions to come", sessions["to_come"]],
        ["Hours held", sessions["minutes"] / 60], ["Attendance rate", rate(attendance)],
        ["Registered who came", attendance["came"]], ["Registered who were absent", attendance["absent"]],
        ["Registered who were not marked", attendance["unmarked"]],
    ]
    if inside:
        unnamed = said["unnamed"]
        rows += [["Participant hours", said["learner_minutes"] / 60], ["Counted without names", unnamed["total"]]]
        rows += [[key.capitalize(), unnamed[key]] for key in ("women", "men", "girls", "boys")]
    return rows


def sexes_and_ages(said, inside):
    if not inside:
        rows = [[SEXES[c["sex"]], ages(c["age"]), *pair(c["shown"])] for c in said["by_sex_and_age"]]
        rows += [[SEXES[sex], "Total", *pair(cell)] for sex, cell in said["by_sex"].items()]
        rows += [["Total", ages(band), *pair(cell)] for band, cell in said["by_age"].items()]
        return rows + [["Total", "Total", *pair(said["total"])]]
    cells = said["by_sex_and_age"]
    rows = [[SEXES[c["sex"]], ages(c["age"]), *pair(c)] for c in cells]
    for key, label, total_first in (("sex", SEXES.get, False), ("age", ages, True)):
        for value in {c[key] for c in cells}:
            sums = pair(add([c for c in cells if c[key] == value]))
            rows.append(["Total", label(value), *sums] if total_first else [label(value), "Total", *sums])
    return rows + [["Total", "Total", *pair(add(cells))]]


def communes(said):
    # What the code stands for is looked up elsewhere: here its column is compared, and words that are no code.
    return [
        [None if held[:1].isdigit() else held or "Not known", held if held[:1].isdigit() else None, *pair(cell)]
        for held, cell in said["by_commune"].items()
    ]


def places(cells):
    # Names are looked up elsewhere: here the column of codes is compared.
    return [["Not known" if not code else None, code or None, *pair(cell)] for code, cell in cells.items()]


def handed(said):
    columns = lambda one: [one["times"], one["hundredths"] / 100, one["people"], one["unnamed"]]
    return [
        [one["item"], UNITS[one["unit"]], *([HIDDEN] * 4 if one["times"] is None else columns(one))]
        for one in said["deliveries"]
    ]


def disabilities(cells):
    asked = set(cells) - {"not_asked"}
    return [[DISABILITIES[name], *pair(cell)] for name, cell in cells.items()] if asked else []


def outcomes(sessions):
    rows = [["Sessions planned", None, sessions["planned"]], ["Sessions held", None, sessions["held"]]]
    rows += [["Sessions cancelled", REASONS[why], count] for why, count in sessions["cancelled"].items()]
    return rows + [["Sessions not marked", None, sessions["unmarked"]], ["Sessions to come", None, sessions["to_come"]]]


def expected(asked, said, kinds, inside):
    activity = lambda key: kinds["activity"][key]["title"]
    group = lambda key: kinds["group"][key]
    sheets = {
        "Summary": summary(asked, said, kinds, inside),
        "By sex and age": sexes_and_ages(said, inside),
        "By commune": communes(said),
        "By province or prefecture": places(said["by_province"]),
        "By region": places(said["by_region"]),
        "Urban and rural": [[MILIEUX[name], *pair(cell)] for name, cell in said["by_milieu"].items()],
        "By activity": [
            [activity(key), *(part(one) if inside else pair(one))] for key, one in said["by_activity"].items()
        ],
        "Sessions": outcomes(said["sessions"]),
    }
    sheets |= {
        title: rows
        for title, rows in (
            ("Indicators and targets", indicators(said)), ("Budget", budgets(said)),
            ("Difficulties, where asked", disabilities(said["by_disability"])), ("Handed over, by item", handed(said)),
        ) if rows
    }
    if inside:
        sheets["By group"] = [
            [activity(group(key)["activity"]["id"]), group(key).get("name") or "Main group", *part(one)]
            for key, one in said["by_group"].items()
        ]
        sheets["Volunteers"] = [
            [
                kinds["member"][key]["name"], one["sessions"], one["minutes"] / 60, one["by_hand"] / 60,
                (one["minutes"] + one["by_hand"]) / 60,
            ]
            for key, one in said["volunteers"].items()
        ]
    return sheets


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-9
    return type(one) is type(other) and one == other


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    inside = "report" in told
    with open(sys.argv[2], "rb") as file:
        book = openpyxl.load_workbook(file)
    with open(sys.argv[3], encoding="utf-8") as export:
        kinds = names(export)
    sheets = expected(told["asked"], told["report" if inside else "outside"], kinds, inside)
    faults = []
    if set(book.sheetnames) != {*sheets, "Definitions"}:
        faults.append(f"sheets: {book.sheetnames}")
    for title, rows in sheets.items():
        found = [list(row) for row in book[title].iter_rows(min_row=2, values_only=True)]
        if title in ("By commune", "By province or prefecture", "By region"):
            found = [[None if row[1] else row[0], *row[1:]] for row in found]
        # The order of rows is for people; what they say is compared.
        key = lambda row: [f"{cell:.6f}" if isinstance(cell, (int, float)) else str(cell) for cell in row]
        rows, found = sorted(rows, key=key), sorted(found, key=key)
        if len(rows) != len(found):
            faults.append(f"{title}: {len(found)} rows, not {len(rows)}")
        for row, other in zip(rows, found):
            if len(row) != len(other) or not all(map(same, row, other)):
                faults.append(f"{title}: {other}, not {row}")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    faults += [f"a formula: {cell.value}" for cell in cells if cell.data_type == "f"]
    if faults:
        sys.exit("\n".join(faults))


main()
