//! What a project says: who funds it, under which agreement, when, its budget, its indicators.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::project::{Ages, BudgetLine, Indicator, Measure, centimes};
use domain::record::{Rhythm, Sex, project};
use domain::verdict::Reason;

use super::{InputFault, day, line, number};

/// A line of the budget, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetRow {
    /// What it is for.
    pub name: String,
    /// How much there is, in dirhams.
    pub planned: String,
    /// How much was spent, in dirhams; empty: nothing.
    pub spent: String,
}

/// An indicator, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndicatorRow {
    /// What the agreement calls it; empty: what it counts is its name.
    pub name: String,
    /// What is counted.
    pub measure: Measure,
    /// Of which sex only.
    pub sex: Option<Sex>,
    /// From which age; empty: whoever.
    pub first_age: String,
    /// To which age; empty: and over.
    pub last_age: String,
    /// How many there are to be.
    pub target: String,
}

/// What is chosen where no report is to make itself.
pub const NEVER: &str = "never";

/// What the form of a project holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetProject {
    /// Name in Arabic.
    pub name_ar: String,
    /// Name in Latin script.
    pub name_la: String,
    /// Who funds it; empty: the association itself.
    pub donor: String,
    /// Number of the agreement.
    pub agreement: String,
    /// Day of the agreement.
    pub agreement_day: String,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// How often its report makes itself, by the code's name, or [`NEVER`]; what else is said of it stays as it stands, such
    /// as the code of a later version.
    pub rhythm: String,
    /// Its budget; a row in which nothing is typed is none.
    pub budget: Vec<BudgetRow>,
    /// What it is to reach; a row without a target and a name is none.
    pub indicators: Vec<IndicatorRow>,
}

impl SetProject {
    /// The edit that makes the project, or changes it.
    pub fn edits(&self, id: Id) -> Result<Vec<Edit>, InputFault> {
        let (name_ar, name_la) = (line(&self.name_ar), line(&self.name_la));
        if name_ar.is_empty() && name_la.is_empty() {
            return Err(fault("name_ar", Reason::Required));
        }
        let from = day("from", &self.from)?.ok_or(fault("from", Reason::Required))?;
        let to = day("to", &self.to)?.ok_or(fault("to", Reason::Required))?;
        if to < from {
            return Err(fault("to", Reason::BadDay));
        }
        let edit = Edit::new(Kind::Project, id)
            .set(project::NAME_AR, name_ar)
            .set(project::NAME_LA, name_la)
            .set(project::DONOR, line(&self.donor))
            .set(project::AGREEMENT, line(&self.agreement))
            .set(project::AGREEMENT_DAY, day("agreement_day", &self.agreement_day)?)
            .set(project::FROM, from)
            .set(project::TO, to)
            .set(project::BUDGET, self.lines()?)
            .set(project::INDICATORS, self.indicators()?);
        let rhythm = Rhythm::from_name(&self.rhythm).map(Rhythm::number);
        let edit = if rhythm.is_some() || self.rhythm == NEVER {
            edit.set(project::REPORT_RHYTHM, rhythm)
        } else {
            edit
        };
        Ok(vec![edit])
    }

    fn lines(&self) -> Result<Vec<BudgetLine>, InputFault> {
        let typed = self.budget.iter().filter(|row| **row != BudgetRow::default());
        typed.map(BudgetRow::line).collect()
    }

    fn indicators(&self) -> Result<Vec<Indicator>, InputFault> {
        let typed = self.indicators.iter();
        let typed = typed.filter(|row| !row.name.trim().is_empty() || !row.target.trim().is_empty());
        typed.map(IndicatorRow::indicator).collect()
    }
}

impl BudgetRow {
    fn line(&self) -> Result<BudgetLine, InputFault> {
        let amount = |typed: &str| centimes(typed).ok_or(fault("budget", Reason::BadValue));
        let name = line(&self.name);
        let planned = amount(&self.planned)?;
        if name.is_empty() || planned == 0 {
            return Err(fault("budget", Reason::Required));
        }
        let spent = match self.spent.trim() {
            "" => 0,
            typed => amount(typed)?,
        };
        Ok(BudgetLine { name, planned, spent })
    }
}

impl IndicatorRow {
    fn indicator(&self) -> Result<Indicator, InputFault> {
        let of = |typed: &str, range| number("indicators", typed, range);
        let target = of(&self.target, 1..=100_000_000)?.ok_or(fault("indicators", Reason::Required))?;
        let told_apart = self.measure.tells_people_apart();
        let (first, last) = (of(&self.first_age, 0..=150)?, of(&self.last_age, 0..=150)?);
        let ages = match (first, last) {
            _ if !told_apart => None,
            (None, None) => None,
            (first, last) => Some(Ages {
                first: first.unwrap_or_default(),
                last,
            }),
        };
        if ages.is_some_and(|ages| ages.last.is_some_and(|last| last < ages.first)) {
            return Err(fault("indicators", Reason::BadValue));
        }
        Ok(Indicator {
            name: line(&self.name),
            measure: self.measure,
            sex: self.sex.filter(|_| told_apart),
            ages,
            target,
        })
    }
}

fn fault(field: &'static str, reason: Reason) -> InputFault {
    InputFault { field, reason }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};
    use domain::record::Project;
    use domain::time::Day;
    use domain::view::{ProjectLine, donors, projects};

    fn typed() -> SetProject {
        SetProject {
            name_ar: "القراءة  للجميع".into(),
            donor: "Fondation Atlas".into(),
            agreement: "CV-2026/7".into(),
            from: "2026-01-01".into(),
            to: "2026-12-31".into(),
            rhythm: "quarterly".into(),
            budget: vec![
                BudgetRow {
                    name: "Livres".into(),
                    planned: "1.234,50".into(),
                    spent: "٢٠٠".into(),
                },
                BudgetRow::default(),
            ],
            indicators: vec![
                IndicatorRow {
                    sex: Some(Sex::Female),
                    first_age: "٦".into(),
                    last_age: "14".into(),
                    target: "120".into(),
                    ..IndicatorRow::default()
                },
                IndicatorRow {
                    measure: Measure::Hours,
                    // What was typed before another measure was chosen.
                    sex: Some(Sex::Male),
                    first_age: "18".into(),
                    target: "300".into(),
                    ..IndicatorRow::default()
                },
                IndicatorRow::default(),
            ],
            ..SetProject::default()
        }
    }

    #[test]
    fn a_project_is_made_of_what_was_typed_and_changed_by_what_is_typed_anew() {
        let mut sample = Sample::new();
        sample.run(&typed().edits(id(70)).unwrap());
        let said: Project = sample.replica.view(id(70)).unwrap();
        assert_eq!(
            (said.name_ar.as_str(), said.to),
            ("القراءة للجميع", Day::from_iso("2026-12-31").unwrap())
        );
        let line = BudgetLine {
            name: "Livres".into(),
            planned: 123_450,
            spent: 20_000,
        };
        assert_eq!(said.budget, [line]);
        let [girls, hours] = said.indicators.as_slice() else {
            panic!("{:?}", said.indicators)
        };
        let school = Ages {
            first: 6,
            last: Some(14),
        };
        assert_eq!(
            (girls.sex, girls.ages, girls.target),
            (Some(Sex::Female), Some(school), 120)
        );
        assert_eq!((hours.sex, hours.ages, hours.target), (None, None, 300));
        assert!(sample.plan(&typed().edits(id(70)).unwrap()).changes.is_empty());
        let fewer = SetProject {
            budget: Vec::new(),
            donor: String::new(),
            ..typed()
        };
        sample.run(&fewer.edits(id(70)).unwrap());
        let said: Project = sample.replica.view(id(70)).unwrap();
        assert!(said.budget.is_empty() && said.donor.is_empty());
    }

    #[test]
    fn a_report_makes_itself_as_often_as_was_chosen_and_what_this_version_does_not_know_stays() {
        let mut sample = Sample::new();
        let mut chosen = |rhythm: &str| {
            let form = SetProject {
                rhythm: rhythm.into(),
                ..typed()
            };
            sample.run(&form.edits(id(70)).unwrap());
            let said: Project = sample.replica.view(id(70)).unwrap();
            said.report_rhythm
        };
        assert_eq!(chosen("quarterly"), Some(3));
        assert_eq!(chosen("monthly"), Some(2));
        assert_eq!(chosen(Rhythm::Other(9).name()), Some(2), "of a later version");
        assert_eq!(chosen(NEVER), None);
    }

    #[test]
    fn projects_that_last_are_told_from_those_past_and_a_donor_is_named_once() {
        let mut sample = Sample::new();
        let over = SetProject {
            to: "2026-03-31".into(),
            donor: "fondation ATLAS".into(),
            ..typed()
        };
        sample.run(&typed().edits(id(70)).unwrap());
        sample.run(&over.edits(id(71)).unwrap());
        let (running, past) = projects(&sample.replica, sample.day);
        let ids = |lines: &[ProjectLine]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
        assert_eq!((ids(&running), ids(&past)), (vec![id(70)], vec![id(71)]));
        assert_eq!(donors(&sample.replica), ["Fondation Atlas"]);
    }

    #[test]
    fn what_cannot_stand_is_said_at_its_field() {
        let at = |form: SetProject| form.edits(id(70)).unwrap_err().field;
        let with = |alter: fn(&mut SetProject)| {
            let mut form = typed();
            alter(&mut form);
            at(form)
        };
        assert_eq!(with(|form| form.name_ar = " ".into()), "name_ar");
        assert_eq!(with(|form| form.from = String::new()), "from");
        assert_eq!(with(|form| form.to = "2025-12-31".into()), "to");
        assert_eq!(with(|form| form.agreement_day = "hier".into()), "agreement_day");
        assert_eq!(with(|form| form.budget[0].planned = "beaucoup".into()), "budget");
        assert_eq!(with(|form| form.budget[0].name = String::new()), "budget");
        assert_eq!(with(|form| form.indicators[0].target = "0".into()), "indicators");
        assert_eq!(
            with(|form| form.indicators[0].last_age = "5".into()),
            "indicators"
        );
        assert_eq!(with(|form| form.indicators[2].name = "OS1".into()), "indicators");
    }
}
