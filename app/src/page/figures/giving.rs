//! Giving the report out: as words to send, on paper.

use domain::report::Reached;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::here::Here;
use super::super::papers::PaperLink;
use super::Figures;
use super::ages::{band_word, sex_word};
use super::keeping::Keeping;
use super::told::sentence;
use crate::component::{Button, ButtonKind, Card, ChoiceOption, IconName, LinkButton, PrintButton, Select};
use crate::device::{give, prefs};
use crate::i18n::group;

/// The report as words to send, and on paper as it is shown.
pub(super) fn sending(here: Here, figures: &Figures) -> impl IntoView + use<> {
    let words = here.words.figures;
    let text = written(here, figures);
    let whatsapp = format!("https://wa.me/?text={}", js_sys::encode_uri_component(&text));
    let send = Callback::new(move |_| {
        let text = text.clone();
        // A share sheet that was closed sent nothing, and whoever closed it knows.
        spawn_local(async move {
            give(words.file, &text).await;
        });
    });
    view! {
        <div class="notice__actions print-hidden">
            <LinkButton href=whatsapp label=words.whatsapp icon=IconName::Chat outside=true />
            <Button kind=ButtonKind::Quiet label=words.send icon=IconName::Share on_click=send />
            <PrintButton kind=ButtonKind::Quiet label=words.print />
        </div>
    }
}

/// What the server makes of the report, `asked` of it so: its files, and the report kept as it is. It is drawn once for
/// what is asked: what is under way goes on while the numbers alter.
pub(super) fn made_by_server(here: Here, asked: &str) -> impl IntoView + use<> {
    let words = here.words.figures;
    let (paper, workbook) = (
        format!("/api/v1/paper/report?{asked}"),
        format!("/api/v1/report?format=xlsx&{asked}"),
    );
    let (kept, table) = (asked.to_owned(), asked.to_owned());
    let separator = RwSignal::new(separator());
    Effect::new(move || separator.with(|code| prefs::set_separator(code)));
    let csv = Signal::derive(move || {
        let separator = separator.get();
        format!("/api/v1/report?format=csv&separator={separator}&{table}")
    });
    view! {
        <div class="stack print-hidden">
            <Card title=words.files>
                <p class="muted">{words.files_hint}</p>
                <div class="notice__actions">
                    <PaperLink here path=paper label=words.as_pdf />
                    <PaperLink here path=workbook label=words.as_workbook icon=IconName::Import />
                    <PaperLink here path=csv label=words.as_csv icon=IconName::Import />
                </div>
                <Select label=words.separator name="separator" options=separators(here) selected=separator />
            </Card>
            <Keeping here asked=kept />
        </div>
    }
}

/// What may stand between two cells of a CSV, as the server calls it; the first where nobody chose.
const SEPARATORS: [&str; 3] = ["semicolon", "comma", "tab"];

/// What this phone's person chose last.
fn separator() -> String {
    let chosen = prefs::separator().filter(|code| SEPARATORS.contains(&code.as_str()));
    chosen.unwrap_or_else(|| SEPARATORS[0].to_owned())
}

fn separators(here: Here) -> Vec<ChoiceOption> {
    let words = here.words.figures;
    let said = [words.semicolon, words.comma, words.tab];
    let options = SEPARATORS.into_iter().zip(said);
    options
        .map(|(code, said)| ChoiceOption::new(code, said))
        .collect()
}

/// How far each indicator has come, a line each.
fn reached(here: Here, figures: &Figures) -> Vec<String> {
    let words = here.words.project;
    let line = |reached: &Reached| {
        let number = |n: u64| group(here.lang(), n);
        let value = reached
            .value
            .map_or_else(|| here.words.figures.hidden.to_owned(), number);
        let target = number(reached.indicator.target.unsigned_abs());
        format!(
            "- {}: {}",
            words.named(&reached.indicator),
            words.of_target(&value, &target)
        )
    };
    figures
        .funded()
        .iter()
        .flat_map(|one| &one.reached)
        .map(line)
        .collect()
}

/// The report in a few lines: the sentence, the rate, people by sex, by age.
fn written(here: Here, figures: &Figures) -> String {
    let words = here.words;
    let report = &figures.report;
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    let name = here.phone.read(|replica| {
        let association: domain::record::Association = replica.view(replica.me()?.association)?;
        Some(association.name(here.arabic()).to_owned())
    });
    let mut lines: Vec<String> = name.into_iter().map(|name| format!("*{name}*")).collect();
    lines.push(plain(sentence(here, figures)));
    if let Some(rate) = figures.rate(words) {
        lines.push(plain(format!("{}: {rate}", words.figures.rate)));
    }
    lines.extend(reached(here, figures).into_iter().map(plain));
    for (sex, band) in report.by_sex_and_age.keys() {
        let key = (*sex, *band);
        let whole = report.by_sex_and_age.get(&key).copied();
        let shown = figures
            .masked
            .as_ref()
            .map_or(whole, |masked| masked.by_sex_and_age.get(&key).copied().flatten());
        let people = shown.map_or_else(
            || words.figures.hidden.to_owned(),
            |tally| group(here.lang(), tally.people),
        );
        let (sex, age) = (sex_word(words, *sex), band_word(words, report, *band));
        lines.push(plain(format!("- {sex}, {age}: {people}")));
    }
    lines.join("\n")
}
