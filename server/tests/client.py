"""A program that reads tables by a token, as a spreadsheet does, and counts again what the report says.

client.py SERVER FROM TO PAGE, the token in HADIR_TOKEN. Prints what it counted beside what the report says, as JSON.
"""

import base64
import json
import os
import sys
import urllib.request

server, first, last, page = sys.argv[1:5]
token = os.environ["HADIR_TOKEN"]
basic = "Basic " + base64.b64encode(f"excel:{token}".encode()).decode()


def table(name, **asked):
    """Every row of a table, page by page."""
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    address, rows, pages = f"/api/v1/data/{name}?{query}", [], 0
    while address:
        request = urllib.request.Request(server + address, headers={"Authorization": basic})
        with urllib.request.urlopen(request) as answer:
            rows += json.load(answer)
            link = answer.headers.get("Link")
        pages += 1
        address = link.split(">")[0].strip("<") if link else None
    return rows, pages


period = {"from": first, "to": last}
report, _ = table("report", **period)
people, people_pages = table("people", limit=page)
sessions, _ = table("sessions", **period)
marks, mark_pages = table("attendances", limit=page, **period)

held = {session["id"] for session in sessions if session["status"] != "cancelled"}
sex = {person["id"]: person["sex"] for person in people}
came = {
    (mark["session"], mark["counted_as"])
    for mark in marks
    if mark["session"] in held and mark["status"] in ("present", "late")
}
who = {person for _, person in came}


def said(part, key=""):
    rows = [row for row in report if row["part"] == part and row["key"].startswith(key)]
    return [sum(row["people"] for row in rows), sum(row["participations"] for row in rows)]


women = {person for person in who if sex[person] == "female"}
print(json.dumps({
    "counted": {
        "total": [len(who), len(came)],
        "women": [len(women), sum(person in women for _, person in came)],
    },
    "said": {"total": said("total"), "women": said("sex_and_age", "female ")},
    "pages": [people_pages, mark_pages],
    "columns": {name: sorted(rows[0]) for name, rows in
                [("report", report), ("people", people), ("sessions", sessions), ("attendances", marks)]},
}))
