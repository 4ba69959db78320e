//! What a report is asked for, as its address says it: so that back leads back, and a number can be a link.

use std::collections::BTreeSet;

use domain::id::Id;
use domain::project::Measure;
use domain::record::{Disability, GoodsUnit, Project, Sex};
use domain::report::{BANDS, Facts, Item, Milieu, Month, Number, Query, Reached, Sittings, State, bands};
use domain::time::Day;
use leptos_router::params::ParamsMap;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::page) struct Asked {
    pub(super) from: Day,
    pub(super) to: Day,
    /// Which activities; empty: all of them.
    pub(super) activities: BTreeSet<Id>,
    pub(super) funds: Option<Funds>,
    pub(super) outside: bool,
    /// First ages of the bands.
    pub(super) bands: Vec<i64>,
    /// The list that is open; none: the report.
    pub(super) open: Option<Open>,
}

/// What is funded by one project, or by all of a donor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Funds {
    Project(Id),
    Donor(String),
}

/// A list behind a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Open {
    People(Number),
    Sessions(Sittings),
    /// The sessions held, each with how well it was attended.
    Attended,
    Volunteers,
    /// What a member gave.
    Member(Id),
}

impl Asked {
    /// This month, of all activities.
    pub(super) fn usual(today: Day) -> Self {
        let month = Month::of(today);
        Self {
            from: month.first(),
            to: month.last(),
            activities: BTreeSet::new(),
            bands: BANDS.to_vec(),
            funds: None,
            outside: false,
            open: None,
        }
    }

    /// All that a project funds, from its first day to its last.
    pub(in crate::page) fn of_project(id: Id, project: &Project) -> Self {
        Self {
            from: project.from,
            to: project.to,
            activities: BTreeSet::new(),
            bands: BANDS.to_vec(),
            funds: Some(Funds::Project(id)),
            outside: false,
            open: None,
        }
    }

    /// What an address asks; what it does not say is as usual.
    pub(super) fn read(params: &ParamsMap, today: Day) -> Self {
        let usual = Self::usual(today);
        let project = params.get("project").and_then(|id| id.parse().ok());
        let donor = params.get("donor").filter(|donor| !donor.is_empty());
        let day = |name: &str| params.get(name).and_then(|day| Day::from_iso(&day));
        Self {
            from: day("from").unwrap_or(usual.from),
            to: day("to").unwrap_or(usual.to),
            activities: params
                .get("activity")
                .map_or_else(BTreeSet::new, |ids| read_ids(&ids)),
            bands: params
                .get("bands")
                .and_then(|ages| bands(&ages))
                .unwrap_or(usual.bands),
            funds: project.map(Funds::Project).or(donor.map(Funds::Donor)),
            outside: params.get("outside").is_some(),
            open: params.get("of").and_then(|of| opened(&of)),
        }
    }

    /// Its address.
    pub(in crate::page) fn href(&self) -> String {
        let mut href = format!("/app/report?from={}&to={}", self.from, self.to);
        href.push_str(&self.told_apart());
        if self.outside {
            href.push_str("&outside");
        }
        if let Some(open) = &self.open {
            href.push_str(&format!("&of={}", shut(open)));
        }
        href
    }

    /// What the server is asked for the same report.
    pub(super) fn to_server(&self) -> String {
        let (from, to, outside) = (self.from, self.to, self.outside);
        format!("from={from}&to={to}{}&outside={outside}", self.told_apart())
    }

    /// Of which activities, by whose funds, in which bands, as addresses say it.
    fn told_apart(&self) -> String {
        let mut said = String::new();
        if !self.activities.is_empty() {
            let ids: Vec<String> = self.activities.iter().map(Id::to_string).collect();
            said.push_str(&format!("&activity={}", ids.join(",")));
        }
        said.push_str(&self.funding());
        if self.bands != BANDS {
            said.push_str(&format!("&bands={}", written(&self.bands, ",")));
        }
        said
    }

    /// Who funds, as addresses say it.
    fn funding(&self) -> String {
        match &self.funds {
            None => String::new(),
            Some(Funds::Project(id)) => format!("&project={id}"),
            Some(Funds::Donor(donor)) => format!("&donor={}", percent(donor)),
        }
    }

    /// The address of the list behind a number of it.
    pub(super) fn behind(&self, open: Open) -> String {
        Self {
            open: Some(open),
            ..self.clone()
        }
        .href()
    }

    /// The address of the list behind an indicator of a project, by its place among them; none where there is none.
    pub(in crate::page) fn behind_indicator(
        &self,
        project: Id,
        at: usize,
        reached: &Reached,
    ) -> Option<String> {
        let open = match reached.indicator.measure {
            Measure::People | Measure::Participations | Measure::LearnerHours => {
                Open::People(Number::Reached(project, at))
            }
            Measure::Sessions | Measure::Hours => Open::Sessions(Sittings::Of(State::Held)),
            Measure::Volunteers => Open::Volunteers,
            Measure::Other(_) => return None,
        };
        let any = reached.value.is_some_and(|value| value > 0);
        // Each project of a donor counts for itself.
        let alone = Self {
            funds: Some(Funds::Project(project)),
            ..self.clone()
        };
        (any && !self.outside).then(|| alone.behind(open))
    }

    /// The query, on a day, among what is known.
    pub(super) fn query(&self, today: Day, facts: &Facts) -> Query {
        let projects = self.funds.as_ref().map(|funds| match funds {
            Funds::Project(id) => [*id].into(),
            Funds::Donor(donor) => facts.of_donor(donor),
        });
        Query {
            activities: (!self.activities.is_empty()).then(|| self.activities.clone()),
            projects,
            bands: self.bands.clone(),
            ..Query::of(self.from, self.to, today)
        }
    }

    /// Whether the first day is after the last.
    pub(super) fn is_turned(&self) -> bool {
        self.from > self.to
    }
}

fn read_ids(ids: &str) -> BTreeSet<Id> {
    ids.split(',').filter_map(|id| id.parse().ok()).collect()
}

/// First ages of bands, written beside each other.
pub(super) fn written(bands: &[i64], between: &str) -> String {
    let ages: Vec<String> = bands.iter().map(i64::to_string).collect();
    ages.join(between)
}

/// A list as an address names it.
fn shut(open: &Open) -> String {
    let band = |band: &Option<usize>| band.map_or_else(String::new, |band| band.to_string());
    match open {
        Open::Sessions(Sittings::Planned) => "planned".into(),
        Open::Sessions(Sittings::Of(State::Held)) => "held".into(),
        Open::Sessions(Sittings::Of(State::Cancelled)) => "cancelled".into(),
        Open::Sessions(Sittings::Of(State::Unmarked)) => "unmarked".into(),
        Open::Sessions(Sittings::Of(State::ToCome)) => "to_come".into(),
        Open::Sessions(Sittings::Cancelled(reason)) => {
            format!(
                "reason:{}",
                reason.map_or_else(String::new, |reason| reason.to_string())
            )
        }
        Open::Sessions(Sittings::Unnamed) => "unnamed".into(),
        Open::Sessions(Sittings::Led(member)) => format!("led:{member}"),
        Open::Sessions(Sittings::In(month)) => format!("in:{month}"),
        Open::Attended => "attended".into(),
        Open::Volunteers => "volunteers".into(),
        Open::Member(member) => format!("member:{member}"),
        Open::People(Number::Everyone) => "all".into(),
        Open::People(Number::SexAndAge(sex, of)) => format!("cell:{}:{}", sex.number(), band(of)),
        Open::People(Number::Sex(sex)) => format!("sex:{}", sex.number()),
        Open::People(Number::Age(of)) => format!("age:{}", band(of)),
        Open::People(Number::Commune(commune)) => format!("commune:{}", percent(commune)),
        Open::People(Number::Province(code)) => format!("province:{code}"),
        Open::People(Number::Region(code)) => format!("region:{code}"),
        Open::People(Number::Milieu(milieu)) => format!("milieu:{}", milieu.name()),
        Open::People(Number::Disability(answer)) => {
            format!("disability:{}", answer.map_or("", Disability::name))
        }
        Open::People(Number::New(true)) => "new".into(),
        Open::People(Number::New(false)) => "returning".into(),
        Open::People(Number::Received(item)) => {
            format!("item:{}:{}", item.unit.number(), percent(&item.name))
        }
        Open::People(Number::Activity(id)) => format!("activity:{id}"),
        Open::People(Number::Group(id)) => format!("group:{id}"),
        Open::People(Number::Month(month)) => format!("month:{month}"),
        Open::People(Number::Reached(project, at)) => format!("reached:{project}:{at}"),
    }
}

/// The list that an address names.
fn opened(of: &str) -> Option<Open> {
    let (what, rest) = of.split_once(':').unwrap_or((of, ""));
    let sex = |text: &str| text.parse().ok().map(Sex::from_number);
    let band = |text: &str| (!text.is_empty()).then(|| text.parse().ok()).flatten();
    let people = |number| Some(Open::People(number));
    let sessions = |which| Some(Open::Sessions(which));
    let month = |text: &str| Day::from_iso(&format!("{text}-01")).map(Month::of);
    match what {
        "planned" => sessions(Sittings::Planned),
        "held" => sessions(Sittings::Of(State::Held)),
        "cancelled" => sessions(Sittings::Of(State::Cancelled)),
        "unmarked" => sessions(Sittings::Of(State::Unmarked)),
        "to_come" => sessions(Sittings::Of(State::ToCome)),
        "reason" if rest.is_empty() => sessions(Sittings::Cancelled(None)),
        "reason" => sessions(Sittings::Cancelled(Some(rest.parse().ok()?))),
        "unnamed" => sessions(Sittings::Unnamed),
        "led" => sessions(Sittings::Led(rest.parse().ok()?)),
        "in" => sessions(Sittings::In(month(rest)?)),
        "attended" => Some(Open::Attended),
        "volunteers" => Some(Open::Volunteers),
        "member" => Some(Open::Member(rest.parse().ok()?)),
        "all" => people(Number::Everyone),
        "cell" => {
            let (of_sex, of_age) = rest.split_once(':')?;
            people(Number::SexAndAge(sex(of_sex)?, band(of_age)))
        }
        "sex" => people(Number::Sex(sex(rest)?)),
        "age" => people(Number::Age(band(rest))),
        "commune" => people(Number::Commune(rest.to_owned())),
        "province" => people(Number::Province(rest.to_owned())),
        "region" => people(Number::Region(rest.to_owned())),
        "milieu" => people(Number::Milieu(Milieu::from_name(rest)?)),
        "disability" => people(Number::Disability(Disability::from_name(rest))),
        "new" => people(Number::New(true)),
        "returning" => people(Number::New(false)),
        "item" => {
            let (unit, name) = rest.split_once(':')?;
            let unit = GoodsUnit::from_number(unit.parse().ok()?);
            people(Number::Received(Item {
                name: name.to_owned(),
                unit,
            }))
        }
        "activity" => people(Number::Activity(rest.parse().ok()?)),
        "group" => people(Number::Group(rest.parse().ok()?)),
        "reached" => {
            let (project, at) = rest.split_once(':')?;
            people(Number::Reached(project.parse().ok()?, at.parse().ok()?))
        }
        "month" => people(Number::Month(month(rest)?)),
        _ => None,
    }
}

/// Words as an address holds them.
fn percent(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

// An address is read by the browser.
#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use domain::time::Millis;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// What a browser's address gives back.
    fn reads(asked: &Asked, today: Day) -> Asked {
        let href = asked.href();
        let mut params = ParamsMap::new();
        for pair in href.split_once('?').map_or("", |(_, query)| query).split('&') {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            params.insert(name.to_owned(), value.to_owned());
        }
        Asked::read(&params, today)
    }

    #[wasm_bindgen_test]
    fn an_address_says_all_that_is_asked() {
        let today = Day(20_000);
        let id = Id::v7(Millis(1), [7; 10]);
        let month = Month::of(today);
        let numbers = [
            Number::Everyone,
            Number::SexAndAge(Sex::Female, Some(3)),
            Number::SexAndAge(Sex::Unknown, None),
            Number::Sex(Sex::Male),
            Number::Age(None),
            Number::Age(Some(0)),
            Number::Commune("01.511.01.0".into()),
            Number::Commune(String::new()),
            Number::Province("01.511".into()),
            Number::Region(String::new()),
            Number::Milieu(Milieu::Rural),
            Number::Disability(Some(Disability::ALot)),
            Number::Disability(None),
            Number::New(true),
            Number::New(false),
            Number::Received(Item {
                name: "kit.1".into(),
                unit: GoodsUnit::Kilogram,
            }),
            Number::Activity(id),
            Number::Group(id),
            Number::Month(month),
            Number::Reached(id, 3),
        ];
        let states = [State::Held, State::Cancelled, State::Unmarked, State::ToCome];
        let of_sessions = [
            Sittings::Cancelled(None),
            Sittings::Cancelled(Some(4)),
            Sittings::Planned,
            Sittings::Unnamed,
            Sittings::Led(id),
            Sittings::In(month),
        ];
        let sittings = states.map(Sittings::Of).into_iter().chain(of_sessions);
        let lists = numbers
            .map(Open::People)
            .into_iter()
            .chain(sittings.map(Open::Sessions))
            .chain([Open::Attended, Open::Volunteers, Open::Member(id)]);
        for open in lists.map(Some).chain([None]) {
            let asked = Asked {
                activities: [id, Id::v7(Millis(2), [8; 10])].into(),
                bands: vec![0, 18],
                funds: Some(Funds::Project(id)),
                outside: true,
                from: today.plus(-40),
                open,
                ..Asked::usual(today)
            };
            assert_eq!(reads(&asked, today), asked);
        }
        assert_eq!(Asked::read(&ParamsMap::new(), today), Asked::usual(today));
    }

    #[wasm_bindgen_test]
    fn words_of_a_commune_do_not_break_the_address() {
        assert_eq!(percent("Aït & ب"), "A%C3%AFt%20%26%20%D8%A8");
    }
}
