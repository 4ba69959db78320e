"""Counts again, plainly and in another language, what `hadir report --json` counts.

usage: recount.py FROM TO TODAY BANDS [PROJECT,PROJECT…|- [ACTIVITY,ACTIVITY…]] < export, days as 2026-01-31, bands as 0,6,15
"""

import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from datetime import date, timedelta

MARKS = {1: "present", 2: "late", 3: "excused", 4: "absent"}
WEIGHT = {"absent": 1, "excused": 2, "late": 3, "present": 4}
SEXES = {0: "unknown", 1: "female", 2: "male"}
REASONS = {1: "nobody_came", 2: "volunteer_away", 3: "place_closed", 4: "weather", 5: "holiday", 6: "misc"}
BANDS = [int(first) for first in sys.argv[4].split(",")]
BELONGS = {3, 4}
UNITS = {1: "piece", 2: "kilogram", 3: "litre", 4: "metre", 5: "dirham", 6: "hour"}
DISABILITIES = {1: "none", 2: "some", 3: "a_lot", 4: "cannot", 5: "unsaid"}
MEASURES = {1: "people", 2: "participations", 3: "sessions", 4: "hours", 5: "learner_hours", 6: "volunteers"}


def ident(value):
    return value["id"] if value else None


def entry(held, key):
    """A field within a field, which stands under its number."""
    return held.get(f"#{key}")


def day_within(held, key):
    """A day within a field, which is told as so many days since 1970."""
    days = entry(held, key)
    return None if days is None else (date(1970, 1, 1) + timedelta(days)).isoformat()


def band(age):
    if age is None or age < 0:
        return "unknown"
    at = max(i for i, first in enumerate(BANDS) if first <= age)
    return f"{BANDS[at]}-{BANDS[at + 1] - 1}" if at + 1 < len(BANDS) else f"{BANDS[at]}+"


def plain(text):
    """Letters and digits of a text, however they are written."""
    text = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    text = text.translate(str.maketrans("ةىآأإٱ", "هياااا", "ـء")).casefold()
    return " ".join(re.findall(r"\w+", text))


def main():
    first, last, today = sys.argv[1:4]
    wanted = sys.argv[5].split(",") if len(sys.argv) > 5 and sys.argv[5] != "-" else []
    offered = sys.argv[6].split(",") if len(sys.argv) > 6 else []
    year = int(last[:4])
    kinds = defaultdict(dict)
    for line in sys.stdin:
        record = json.loads(line).get("record")
        if record:
            kinds[record["kind"]][record["id"]] = record["fields"]

    stands = {}
    joined = [p for p in kinds["pair"].values() if p.get("said") == 1]
    for person in kinds["beneficiary"]:
        everyone, grew = {person}, True
        while grew:
            grew = False
            for pair in joined:
                two = {ident(pair["one"]), ident(pair["other"])}
                if two & everyone and not two <= everyone:
                    everyone |= two
                    grew = True
        of = [p for p in joined if ident(p["one"]) in everyone]
        dropped = {x for p in of for x in (ident(p["one"]), ident(p["other"])) if x != ident(p["kept"])}
        stands[person] = min(everyone, key=lambda who: (who in dropped, who))

    marks = defaultdict(dict)
    authors = defaultdict(set)
    for fields in kinds["attendance"].values():
        mark = MARKS.get(fields.get("status"))
        if not mark:
            continue
        session, who = ident(fields["session"]), stands[ident(fields["beneficiary"])]
        before = marks[session].get(who)
        if before is None or WEIGHT[mark] > WEIGHT[before]:
            marks[session][who] = mark
        if fields.get("by"):
            authors[session].add(ident(fields["by"]))
    counts = defaultdict(list)
    for fields in kinds["headcount"].values():
        numbers = {key: fields.get(key) or 0 for key in ("women", "men", "girls", "boys")}
        if sum(numbers.values()) > 0:
            counts[ident(fields["session"])].append(numbers)
            authors[ident(fields["session"])].add(ident(fields["member"]))

    for one in kinds["delivery"].values():
        if one.get("session") and one["quantity"] and one.get("by"):
            authors[ident(one["session"])].add(ident(one["by"]))
    handed_at = {ident(one["session"]) for one in kinds["delivery"].values() if one.get("session") and one["quantity"]}

    def status(session, fields):
        if fields["status"] == 3:
            return "cancelled"
        if fields.get("closed") or marks[session] or counts[session] or session in handed_at:
            return "held"
        return "unmarked" if fields["day"] < today else "to_come"

    came_on = defaultdict(list)
    for session, fields in kinds["session"].items():
        if status(session, fields) == "held":
            for who, mark in marks[session].items():
                if mark in ("present", "late"):
                    came_on[who].append(fields["day"])

    def within(fields, projects):
        """Whether a session is of the period and, where projects are asked for, of one of them and of its own days."""
        moved = fields.get("status") == 3 and fields.get("reason") == 7
        return not moved and funded(fields, projects)

    def funded(fields, projects):
        """Whether what happened in an activity on a day is of the period and of the projects asked for."""
        if not first <= fields["day"] <= last:
            return False
        if offered and ident(fields["activity"]) not in offered:
            return False
        project = ident(kinds["activity"].get(ident(fields["activity"]), {}).get("project"))
        of = kinds["project"].get(project) if project in projects else None
        return not projects or (of is not None and of["from"] <= fields["day"] <= of["to"])

    def part():
        return {
            "people": set(), "participations": 0, "learner_minutes": 0,
            "sessions": {"planned": 0, "held": 0, "cancelled": defaultdict(int), "unmarked": 0, "to_come": 0, "minutes": 0},
            "attendance": {"came": 0, "absent": 0, "unmarked": 0},
        }

    whole, activities, groups = part(), defaultdict(part), defaultdict(part)
    unnamed = {"women": 0, "men": 0, "girls": 0, "boys": 0}
    volunteers = defaultdict(lambda: {"sessions": 0, "minutes": 0, "by_hand": 0})
    times = defaultdict(int)
    months = defaultdict(lambda: {"people": set(), "participations": 0})
    for session, fields in kinds["session"].items():
        if not within(fields, wanted):
            continue
        activity, group = ident(fields["activity"]), ident(fields["group"])
        kind, minutes = status(session, fields), fields.get("minutes") or 0
        day = fields["day"]

        def belongs(r):
            stays = [
                (day_within(stay, 1), day_within(stay, 2), entry(stay, 3)) for stay in r.get("stays") or []
            ]
            if r["status"] in BELONGS:
                stays.append((r.get("from"), r.get("to"), r.get("group")))
            return any(
                (begins is None or begins <= day) and (ends is None or day <= ends)
                and (not of or ident(of) == group)
                for begins, ends, of in stays
            )

        belong = {
            stands[ident(r["beneficiary"])] for r in kinds["registration"].values()
            if ident(r["activity"]) == activity and belongs(r)
        }
        here = [who for who, mark in marks[session].items() if mark in ("present", "late")]
        for one in (whole, activities[activity], groups[group]):
            one["sessions"]["planned"] += 1
            if kind == "cancelled":
                one["sessions"]["cancelled"][REASONS.get(fields.get("reason"), "unsaid")] += 1
                continue
            one["sessions"][kind] += 1
            if kind != "held":
                continue
            one["sessions"]["minutes"] += minutes
            one["people"] |= set(here)
            one["participations"] += len(here)
            one["learner_minutes"] += minutes * len(here)
            for who in belong:
                mark = marks[session].get(who)
                said = "unmarked" if mark is None else "came" if mark in ("present", "late") else "absent"
                one["attendance"][said] += 1
        month = months[fields["day"][:7]]
        if kind == "held":
            month["people"] |= set(here)
            month["participations"] += len(here)
            for who in here:
                times[who] += 1
            for numbers in counts[session]:
                for key, value in numbers.items():
                    unnamed[key] += value
            for member in authors[session]:
                volunteers[member]["sessions"] += 1
                volunteers[member]["minutes"] += minutes

    def by_hand(projects):
        """Time that was written down: of projects, that of their activities; else all."""
        for fields in kinds["volunteer_hours"].values():
            whole = not projects and not offered and not fields.get("activity") and first <= fields["day"] <= last
            if not fields.get("taken_back") and (whole or fields.get("activity") and funded(fields, projects)):
                yield ident(fields["member"]), fields["minutes"]

    for member, minutes in by_hand(wanted):
        volunteers[member]["by_hand"] += minutes

    def born(fields):
        if fields.get("birth_year") is not None:
            return fields["birth_year"]
        return int(fields["birth_day"][:4]) if fields.get("birth_day") else None

    def tables(key):
        cells = defaultdict(lambda: {"people": 0, "participations": 0})
        for who, often in times.items():
            cell = cells[key(who, kinds["beneficiary"][who])]
            cell["people"] += 1
            cell["participations"] += often
        return cells

    def sex_and_age(_, fields):
        birth = born(fields)
        return SEXES[fields.get("sex") or 0], band(None if birth is None else year - birth)

    def within_code(fields, digits):
        commune = fields.get("commune") or ""
        return commune[:digits] if re.fullmatch(r"\d\d\.\d{3}\.\d\d\.\d\d?", commune) else ""

    def milieu(_, fields):
        commune = within_code(fields, 11)
        return "unknown" if not commune else "urban" if commune[7:9] == "01" else "rural"

    def spelled():
        """What each way to write an item is called: as most deliveries have it, or the first of several."""
        written = Counter(fields["item"] for fields in kinds["delivery"].values() if fields["quantity"] != 0)
        ways = defaultdict(list)
        for item, times in written.items():
            ways[plain(item)].append((-times, item.encode(), item))
        return {item: min(ways[plain(item)])[2] for item in written}

    def deliveries():
        called = spelled()
        items = defaultdict(lambda: {"times": 0, "hundredths": 0, "people": set(), "unnamed": 0})
        for fields in kinds["delivery"].values():
            if fields["quantity"] == 0 or not within(fields, wanted):
                continue
            one, unnamed = items[called[fields["item"]], fields.get("unit") or 1], fields.get("unnamed") or 0
            one["hundredths"] += fields["quantity"]
            one["unnamed"] += unnamed
            one["times"] += unnamed + (1 if fields.get("beneficiary") else 0)
            if fields.get("beneficiary"):
                one["people"].add(stands[ident(fields["beneficiary"])])
        order = sorted(items.items(), key=lambda item: (item[0][0].encode(), item[0][1]))
        return [
            {"item": item, "unit": UNITS[unit], **one, "people": len(one["people"])} for (item, unit), one in order
        ]

    def disability(_, fields):
        return DISABILITIES.get(fields.get("disability"), "not_asked")

    def reached(project):
        fields = kinds["project"][project]
        held = [
            (session, one) for session, one in kinds["session"].items()
            if within(one, [project]) and status(session, one) == "held"
        ]
        came = [
            (who, one.get("minutes") or 0) for session, one in held
            for who, mark in marks[session].items() if mark in ("present", "late")
        ]
        indicators = []
        for said in fields.get("indicators") or []:
            counts, sex = MEASURES[entry(said, 2)], entry(said, 3)
            low, high, target = entry(said, 4), entry(said, 5), entry(said, 6)

            def counted(who):
                person = kinds["beneficiary"][who]
                birth = born(person)
                age = None if birth is None or birth > year else year - birth
                fits = low is None or (age is not None and low <= age <= (high if high is not None else 999))
                return fits and (sex is None or (person.get("sex") or 0) == sex)

            value = {
                "people": len({who for who, _ in came if counted(who)}),
                "participations": sum(1 for who, _ in came if counted(who)),
                "sessions": len(held),
                "hours": sum(one.get("minutes") or 0 for _, one in held) // 60,
                "learner_hours": sum(minutes for _, minutes in came) // 60,
                "volunteers": len(
                    set().union(*(authors[session] for session, _ in held), (who for who, _ in by_hand([project])))
                ),
            }[counts]
            indicators.append({
                "name": entry(said, 1) or "", "counts": counts, "sex": None if sex is None else SEXES[sex],
                "ages": None if low is None else {"first": low, "last": high},
                "target": target, "value": value, "permille": (value * 1000 + target // 2) // target,
            })
        return {
            "id": project, **{key: fields.get(key) or "" for key in ("name_ar", "name_la", "donor", "agreement")},
            **{key: fields.get(key) for key in ("agreement_day", "from", "to")},
            "budget": [
                {"name": entry(line, 1), "planned": entry(line, 2), "spent": entry(line, 3) or 0}
                for line in fields.get("budget") or []
            ],
            "indicators": indicators,
        }

    order = [f"{a}-{b - 1}" for a, b in zip(BANDS, BANDS[1:])] + [f"{BANDS[-1]}+"]
    place = {"unknown": -1, **{name: at for at, name in enumerate(order)}}
    sexes = {name: number for number, name in SEXES.items()}
    cells = sorted(tables(sex_and_age).items(), key=lambda item: (sexes[item[0][0]], place[item[0][1]]))
    new = tables(lambda who, _: min(came_on[who]) >= first)

    def rate(attendance):
        marked = attendance["came"] + attendance["absent"]
        return {**attendance, "permille": (attendance["came"] * 1000 + marked // 2) // marked if marked else None}

    def shown(one):
        return {**one, "people": len(one["people"]), "attendance": rate(one["attendance"])}

    total = shown(whole)
    none = {"people": 0, "participations": 0}
    json.dump({
        "total": {"people": total["people"], "participations": total["participations"]},
        "unnamed": {**unnamed, "total": sum(unnamed.values())},
        "sessions": total["sessions"],
        "attendance": total["attendance"],
        "learner_minutes": total["learner_minutes"],
        "by_sex_and_age": [{"sex": sex, "age": age, **cell} for (sex, age), cell in cells],
        "by_commune": tables(lambda _, fields: fields.get("commune") or ""),
        "by_province": tables(lambda _, fields: within_code(fields, 6)),
        "by_region": tables(lambda _, fields: within_code(fields, 2)),
        "by_milieu": tables(milieu),
        "by_disability": tables(disability),
        "new": new.get(True, none),
        "returning": new.get(False, none),
        "by_month": {key: {**one, "people": len(one["people"])} for key, one in months.items()},
        "by_activity": {key: shown(one) for key, one in activities.items()},
        "by_group": {key: shown(one) for key, one in groups.items()},
        "volunteers": volunteers,
        "deliveries": deliveries(),
        "projects": [reached(project) for project in sorted(wanted)],
    }, sys.stdout)


main()
