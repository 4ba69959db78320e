//! The refused lines: shown with their reasons, and as a file to correct from.

use std::collections::BTreeSet;

use domain::text::neutralise_formula;
use js_sys::Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::{Import, YES};
use crate::component::{Button, ButtonKind, Card, Choice, ChoiceOption, IconName, Notice, NoticeKind};
use crate::device::RefusedCell;
use crate::i18n::Words;

/// Refused cells that are shown; the file holds all.
const SHOWN: usize = 20;

/// How many lines are refused; one line may have several faults.
pub(super) fn lines(refused: &[RefusedCell]) -> u64 {
    refused
        .iter()
        .map(|cell| cell.line)
        .collect::<BTreeSet<_>>()
        .len() as u64
}

/// What cannot be taken, and why.
#[component]
pub(super) fn Refused(import: Import) -> impl IntoView {
    let words = import.here.words;
    let refused = Memo::new(move |_| {
        import.report.with(|report| {
            report
                .as_ref()
                .map(|report| report.refused.clone())
                .unwrap_or_default()
        })
    });
    let cell = move |cell: &RefusedCell| {
        let line = cell.line.to_string();
        let place = match &cell.column {
            Some(column) => words.import.at_line(&line, column),
            None => format!("{} {line}", words.import.line),
        };
        view! { <li><span class="import-refused__place">{place}</span>" "<span>{cell.reason.clone()}</span></li> }
    };
    let download = Callback::new(move |_| save(words, &refused.get_untracked()));
    move || {
        let (cells, all) =
            refused.with(|refused| (refused.iter().take(SHOWN).map(cell).collect_view(), refused.len()));
        let count = refused.with(|refused| lines(refused));
        (all > 0).then(|| view! {
            <Card title=words.import.refused_title>
                <Notice kind=NoticeKind::Warning title=words.import.refused(count) text=words.import.fix_first />
                <ul class="import-refused">{cells}</ul>
                {(all > SHOWN).then(|| view! { <p class="muted">{words.import.more_refused}</p> })}
                <Button kind=ButtonKind::Quiet icon=IconName::Import label=words.import.download_refused on_click=download />
            </Card>
        })
    }
}

/// Whether one refused line stops all, which it does unless a person says otherwise, knowing how many.
#[component]
pub(super) fn Leave(import: Import) -> impl IntoView {
    let words = import.here.words;
    let numbers = Memo::new(move |_| {
        import.report.with(|report| {
            let report = report.as_ref()?;
            Some((report.accepted, lines(&report.refused)))
        })
    });
    move || {
        let (accepted, refused) = numbers.get().filter(|(_, refused)| *refused > 0)?;
        let rest = [
            words.import.confirm_count(accepted),
            words.import.leave_out(refused),
        ];
        let options = vec![
            ChoiceOption::new("", words.import.all_or_nothing),
            ChoiceOption::new(YES, rest.join(" · ")),
        ];
        let legend = words.import.refused(refused);
        Some(view! { <Choice legend name="leave-refused" options selected=import.leave_refused /> })
    }
}

/// The refused lines as CSV that spreadsheets open in either script: line, column, reason.
fn csv(words: &Words, refused: &[RefusedCell]) -> String {
    let head = [
        words.import.line.to_owned(),
        words.import.column.to_owned(),
        words.import.reason.to_owned(),
    ];
    let body = refused.iter().map(|cell| {
        [
            cell.line.to_string(),
            cell.column.clone().unwrap_or_default(),
            cell.reason.clone(),
        ]
    });
    let line = |cells: [String; 3]| cells.map(|text| quoted(&text)).join(";") + "\r\n";
    core::iter::once("\u{FEFF}".to_owned())
        .chain(core::iter::once(head).chain(body).map(line))
        .collect()
}

/// A cell no spreadsheet runs, and no separator breaks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", neutralise_formula(text).replace('"', "\"\""))
}

/// Hands the file to the browser's downloads.
fn save(words: &Words, refused: &[RefusedCell]) {
    let options = BlobPropertyBag::new();
    options.set_type("text/csv;charset=utf-8");
    let parts = Array::of1(&csv(words, refused).into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options);
    let Some(url) = blob
        .ok()
        .and_then(|blob| Url::create_object_url_with_blob(&blob).ok())
    else {
        return;
    };
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(words.import.refused_file);
        link.click();
    }
    // Nothing is left to free where this fails.
    let _ = Url::revoke_object_url(&url);
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    fn cell(line: u64, column: &str, reason: &str) -> RefusedCell {
        RefusedCell {
            line,
            column: Some(column.to_owned()),
            reason: reason.to_owned(),
        }
    }

    #[test]
    fn a_hostile_header_is_written_as_text() {
        let file = csv(Lang::En.words(), &[cell(3, "=HYPERLINK(\"x\")", "wrong; very")]);
        assert_eq!(
            file,
            "\u{FEFF}\"Line\";\"Column\";\"Reason\"\r\n\"3\";\"'=HYPERLINK(\"\"x\"\")\";\"wrong; very\"\r\n"
        );
    }

    #[test]
    fn a_line_with_two_faults_is_one_line() {
        assert_eq!(
            lines(&[cell(3, "a", "x"), cell(3, "b", "y"), cell(4, "a", "x")]),
            2
        );
    }
}
