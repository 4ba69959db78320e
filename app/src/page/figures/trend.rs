//! From month to month: people and participations, as a table whose cells have bars.

use domain::report::{Month, Number, Tally};
use leptos::prelude::*;

use super::super::here::Here;
use super::Figures;
use super::asked::Open;
use crate::component::{BarCell, Card, Tone};
use crate::i18n::group;

/// Months that are shown; of a longer period the last ones.
const SHOWN: usize = 24;

/// The table, of a period of several months. What is for outside has none: months side by side tell who came once.
pub(super) fn trend(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let months = months(figures);
    (months.len() > 1 && !figures.asked.outside).then(|| {
        let words = here.words.figures;
        let most = |of: fn(&Tally) -> u64| months.iter().map(|(_, tally)| of(tally)).max().unwrap_or(1);
        let most = (most(|tally| tally.people), most(|tally| tally.participations));
        let rows = months
            .iter()
            .map(|month| row(here, figures, month, most))
            .collect_view();
        view! {
            <Card title=words.trend>
                <table class="bars">
                    <thead><tr>
                        <th scope="col">{words.month}</th>
                        <th scope="col">{words.people}</th>
                        <th scope="col">{words.participations}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </Card>
        }
    })
}

/// Every month from the first that has sessions to the last: one in which nobody came is part of the trend.
fn months(figures: &Figures) -> Vec<(Month, Tally)> {
    let known = &figures.report.by_month;
    let (Some((first, _)), Some((last, _))) = (known.first_key_value(), known.last_key_value()) else {
        return Vec::new();
    };
    let from = core::iter::successors(Some(*last), |month| Some(month.before()));
    let all = from.take_while(|month| month >= first).take(SHOWN);
    let mut months: Vec<(Month, Tally)> = all
        .map(|month| (month, known.get(&month).copied().unwrap_or_default()))
        .collect();
    months.reverse();
    months
}

fn row(
    here: Here,
    figures: &Figures,
    (month, tally): &(Month, Tally),
    (people, participations): (u64, u64),
) -> impl IntoView + use<> {
    let open = || figures.asked.behind(Open::People(Number::Month(*month)));
    let href = (tally.people > 0).then(open);
    let often = href.clone();
    let (came, times) = (
        group(here.lang(), tally.people),
        group(here.lang(), tally.participations),
    );
    view! {
        <tr>
            <th scope="row">{here.month(*month)}</th>
            <BarCell value=came share=tally.people most=people tone=Tone::Teal href />
            <BarCell value=times share=tally.participations most=participations tone=Tone::Saffron href=often />
        </tr>
    }
}
