//! A report as JSON, for other people's programs: `hadir report --json` and the interface print the same.

use serde_json::{Map, Value, json};

use super::{
    Attendance, Cell, Funded, Given, Handed, Item, Masked, Part, Query, Reached, Report, Sessions, Tally,
};
use crate::record::{CancelReason, Disability, Sex};

impl Query {
    /// What was asked, as JSON.
    pub fn to_json(&self) -> Value {
        let (from, to) = (self.from.to_string(), self.to.to_string());
        json!({
            "from": from, "to": to, "activities": self.activities, "projects": self.projects, "bands": self.bands,
        })
    }
}

impl Report {
    /// The report as JSON; keys are names and ids, numbers are whole.
    pub fn to_json(&self) -> Value {
        let cells = self.by_sex_and_age.iter().map(|((sex, band), tally)| {
            json!({ "sex": sex.name(), "age": self.band_name(*band), "people": tally.people, "participations": tally.participations })
        });
        let new = |is_new| self.by_new.get(&is_new).copied().unwrap_or_default();
        json!({
            "total": tally(&self.total),
            "unnamed": {
                "women": self.unnamed.women, "men": self.unnamed.men,
                "girls": self.unnamed.girls, "boys": self.unnamed.boys, "total": self.unnamed.total(),
            },
            "sessions": sessions(&self.sessions),
            "attendance": attendance(&self.attendance),
            "learner_minutes": self.learner_minutes,
            "by_sex_and_age": cells.collect::<Vec<_>>(),
            "by_commune": map(self.by_commune.iter().map(|(key, cell)| (key.clone(), tally(cell)))),
            "by_province": map(self.by_province().into_iter().map(|(key, cell)| (key, tally(&cell)))),
            "by_region": map(self.by_region().into_iter().map(|(key, cell)| (key, tally(&cell)))),
            "by_milieu": map(self.by_milieu().into_iter().map(|(milieu, cell)| (milieu.name().to_owned(), tally(&cell)))),
            "by_disability": map(self.by_disability.iter().map(|(answer, cell)| (difficulty(*answer), tally(cell)))),
            "new": tally(&new(true)),
            "returning": tally(&new(false)),
            "by_month": map(self.by_month.iter().map(|(month, one)| (month.to_string(), tally(one)))),
            "by_activity": map(self.by_activity.iter().map(|(id, one)| (id.to_string(), part(one)))),
            "by_group": map(self.by_group.iter().map(|(id, one)| (id.to_string(), part(one)))),
            "volunteers": map(self.volunteers.iter().map(|(id, given)| {
                let Given { sessions, minutes, by_hand } = given;
                (id.to_string(), json!({ "sessions": sessions, "minutes": minutes, "by_hand": by_hand }))
            })),
            "deliveries": self.handed.iter().map(|(item, one)| handed(item, Some(one))).collect::<Value>(),
            "projects": projects(&self.funded),
        })
    }

    /// A band by its ages: `6-14`, `60+`, `unknown`.
    pub fn band_name(&self, band: Option<usize>) -> String {
        let first = band.and_then(|band| self.bands.get(band));
        let next = band.and_then(|band| self.bands.get(band + 1));
        match (first, next) {
            (Some(first), Some(next)) => format!("{first}-{}", next - 1),
            (Some(first), None) => format!("{first}+"),
            (None, _) => "unknown".to_owned(),
        }
    }
}

impl Masked {
    /// The report for outside as JSON: what is hidden is `null`. `of` is the whole report.
    pub fn to_json(&self, of: &Report) -> Value {
        let cells = self.by_sex_and_age.iter().map(|((sex, band), shown)| {
            json!({ "sex": sex.name(), "age": of.band_name(*band), "shown": cell(shown) })
        });
        let new = |is_new| {
            self.by_new
                .get(&is_new)
                .copied()
                .unwrap_or(Some(Tally::default()))
        };
        json!({
            "total": cell(&self.total),
            "sessions": sessions(&of.sessions),
            "attendance": self.rate.as_ref().map(|rate| json!({
                "came": self.attendance.map(|shown| shown.came), "absent": self.attendance.map(|shown| shown.absent),
                "unmarked": self.unmarked, "permille": rate.permille(),
            })),
            "by_sex_and_age": cells.collect::<Vec<_>>(),
            "by_sex": map(self.by_sex.iter().map(|(sex, shown): (&Sex, _)| (sex.name().to_owned(), cell(shown)))),
            "by_age": map(self.by_age.iter().map(|(band, shown)| (of.band_name(*band), cell(shown)))),
            "by_commune": map(self.by_commune.iter().map(|(key, shown)| (key.clone(), cell(shown)))),
            "by_province": map(self.by_province.iter().map(|(key, shown)| (key.clone(), cell(shown)))),
            "by_region": map(self.by_region.iter().map(|(key, shown)| (key.clone(), cell(shown)))),
            "by_milieu": map(self.by_milieu.iter().map(|(milieu, shown)| (milieu.name().to_owned(), cell(shown)))),
            "by_disability": map(self.by_disability.iter().map(|(answer, shown)| (difficulty(*answer), cell(shown)))),
            "new": cell(&new(true)),
            "returning": cell(&new(false)),
            "by_activity": map(self.by_activity.iter().map(|(id, shown)| (id.to_string(), cell(shown)))),
            "deliveries": self.handed.iter().map(|(item, one)| handed(item, one.as_ref())).collect::<Value>(),
            "projects": projects(&self.funded),
        })
    }
}

/// An item handed over: how much of it in hundredths of its unit, and to how many; `null` where that is hidden.
fn handed(item: &Item, handed: Option<&Handed>) -> Value {
    json!({
        "item": item.name,
        "unit": item.unit.name(),
        "times": handed.map(|one| one.times),
        "hundredths": handed.map(|one| one.hundredths),
        "people": handed.map(|one| one.people),
        "unnamed": handed.map(|one| one.unnamed),
    })
}

fn difficulty(answer: Option<Disability>) -> String {
    answer.map_or("not_asked", Disability::name).to_owned()
}

fn map(entries: impl Iterator<Item = (String, Value)>) -> Value {
    Value::Object(entries.collect::<Map<_, _>>())
}

/// Projects, what their money is for in centimes, and how far each of their indicators has come.
fn projects(funded: &[Funded]) -> Value {
    let one = |one: &Funded| {
        let project = &one.project;
        let lines = project
            .budget
            .iter()
            .map(|line| json!({ "name": line.name, "planned": line.planned, "spent": line.spent }));
        json!({
            "id": one.id,
            "name_ar": project.name_ar,
            "name_la": project.name_la,
            "donor": project.donor,
            "agreement": project.agreement,
            "agreement_day": project.agreement_day.map(|day| day.to_string()),
            "from": project.from.to_string(),
            "to": project.to.to_string(),
            "budget": lines.collect::<Vec<_>>(),
            "indicators": one.reached.iter().map(reached).collect::<Vec<_>>(),
        })
    };
    funded.iter().map(one).collect()
}

fn reached(reached: &Reached) -> Value {
    let indicator = &reached.indicator;
    json!({
        "name": indicator.name,
        "counts": indicator.measure.name(),
        "sex": indicator.sex.map(Sex::name),
        "ages": indicator.ages.map(|ages| json!({ "first": ages.first, "last": ages.last })),
        "target": indicator.target,
        "value": reached.value,
        "permille": reached.permille(),
    })
}

fn tally(tally: &Tally) -> Value {
    json!({ "people": tally.people, "participations": tally.participations })
}

fn cell(cell: &Cell) -> Value {
    cell.as_ref().map_or(Value::Null, tally)
}

fn part(part: &Part) -> Value {
    json!({
        "people": part.tally.people,
        "participations": part.tally.participations,
        "sessions": sessions(&part.sessions),
        "attendance": attendance(&part.attendance),
        "learner_minutes": part.learner_minutes,
    })
}

fn sessions(sessions: &Sessions) -> Value {
    let reason = |reason: &Option<i64>| {
        reason.map_or_else(
            || "unsaid".to_owned(),
            |number| CancelReason::from_number(number).name().to_owned(),
        )
    };
    json!({
        "planned": sessions.planned(),
        "held": sessions.held,
        "cancelled": map(sessions.cancelled.iter().map(|(why, count)| (reason(why), json!(count)))),
        "unmarked": sessions.unmarked,
        "to_come": sessions.to_come,
        "minutes": sessions.minutes,
    })
}

fn attendance(attendance: &Attendance) -> Value {
    json!({
        "came": attendance.came,
        "absent": attendance.absent,
        "unmarked": attendance.unmarked,
        "permille": attendance.permille(),
    })
}
