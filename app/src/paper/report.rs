//! What stands over a report: its period, its activities, and by whom it is funded.

use domain::record::Association;
use domain::report::Funded;
use domain::time::Day;

use super::{Head, short};
use crate::i18n::{Lang, Paper as Words, Project as ProjectWords, Report as ReportWords};

impl Head {
    /// The head of the report of some activities, by their names, and of what was funded.
    pub fn of_report(
        association: &Association,
        days: (Day, Day),
        activities: impl Iterator<Item = String>,
        funded: &[Funded],
        lang: Lang,
    ) -> Self {
        let words = Words::of(lang);
        let mut facts = vec![(words.period, words.days(&short(days.0), &short(days.1)))];
        facts.extend(activities.map(|title| (words.activity, title)));
        facts.extend(funded.iter().flat_map(|one| under(one, lang)));
        Head::of(association, ReportWords::of(lang).title, facts, lang)
    }
}

/// By whom and under which agreement a project is funded, as far as it says so.
fn under(funded: &Funded, lang: Lang) -> impl Iterator<Item = (&'static str, String)> {
    let (words, project) = (Words::of(lang), &funded.project);
    let said = [
        (
            ProjectWords::of(lang).project,
            project.name(lang == Lang::Ar).to_owned(),
        ),
        (words.donor, project.donor.clone()),
        (words.agreement, project.agreement.clone()),
        (
            words.agreement_day,
            project.agreement_day.map_or_else(String::new, short),
        ),
    ];
    said.into_iter().filter(|(_, text)| !text.is_empty())
}
