//! What the import would do: numbers, the first people as they were read, and the one button that does it.

use domain::phone::Phone;
use leptos::prelude::*;

use super::refused::lines;
use super::{Import, YES};
use crate::component::{BottomAction, Button, Chip, IconName, Notice, NoticeKind, Tone};
use crate::device::{ImportReport, ReadRow};

/// Reads something of the newest preview.
fn of<T: Default>(import: Import, read: impl FnOnce(&ImportReport) -> T) -> T {
    import
        .report
        .with(|report| report.as_ref().map(read).unwrap_or_default())
}

/// How many would be added, are there already, are refused.
#[component]
pub(super) fn Numbers(import: Import) -> impl IntoView {
    let words = import.here.words;
    let chips = move || {
        of(import, |report| {
            let refused = lines(&report.refused);
            [
                Some((
                    Tone::Leaf,
                    IconName::PersonAdd,
                    words.import.accepted(report.accepted),
                )),
                (report.registered > 0).then(|| {
                    (
                        Tone::Teal,
                        IconName::Activities,
                        words.import.registered(report.registered),
                    )
                }),
                (report.known > 0).then(|| (Tone::Sky, IconName::Check, words.import.known(report.known))),
                (!report.likely.is_empty()).then(|| {
                    (
                        Tone::Saffron,
                        IconName::People,
                        words.import.likely(report.likely.len() as u64),
                    )
                }),
                (!report.repeated.is_empty()).then(|| {
                    (
                        Tone::Neutral,
                        IconName::Copy,
                        words.import.repeated(report.repeated.len() as u64),
                    )
                }),
                (refused > 0).then(|| (Tone::Brick, IconName::Alert, words.import.refused(refused))),
            ]
            .to_vec()
        })
    };
    let chip = |(tone, icon, text)| view! { <Chip tone icon text /> };
    view! {
        <h2 class="page__heading">{words.import.preview}</h2>
        <div class="actions" role="status">{move || chips().into_iter().flatten().map(chip).collect_view()}</div>
    }
}

/// The first people of the file, in a table that scrolls in its own frame.
#[component]
pub(super) fn Rows(import: Import) -> impl IntoView {
    let words = import.here.words;
    let heads = [
        words.import.line,
        words.field.given_name_ar,
        words.field.family_name_ar,
        words.field.given_name_latin,
        words.field.family_name_latin,
        words.field.birth_year,
        words.field.phone,
        words.field.commune,
        words.field.status,
    ];
    let row = move |row: ReadRow| {
        let phone = Phone::parse(&row.phone).map_or(row.phone, |phone| phone.to_string());
        let (tone, icon, text) = match row.fate.as_str() {
            "known" => (Tone::Sky, IconName::Check, words.import.row_known),
            "likely" => (Tone::Saffron, IconName::People, words.import.row_likely),
            "refused" => (Tone::Brick, IconName::Alert, words.import.row_refused),
            _ => (Tone::Leaf, IconName::PersonAdd, words.import.row_new),
        };
        view! {
            <tr>
                <td class="number">{row.line}</td>
                <td><bdi lang="ar">{row.given_ar}</bdi></td>
                <td><bdi lang="ar">{row.family_ar}</bdi></td>
                <td><bdi>{row.given_la}</bdi></td>
                <td><bdi>{row.family_la}</bdi></td>
                <td class="number">{row.birth_year}</td>
                <td><bdi class="number">{phone}</bdi></td>
                <td><bdi>{row.commune}</bdi></td>
                <td><Chip tone icon text /></td>
            </tr>
        }
    };
    let rows = Memo::new(move |_| of(import, |report| report.rows.clone()));
    move || {
        (!rows.with(Vec::is_empty)).then(|| view! {
            <p class="muted" id="import-rows">{words.import.rows_hint}</p>
            <div class="table-frame" role="region" aria-labelledby="import-rows" tabindex="0">
                <table class="table">
                    <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{rows.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        })
    }
}

/// Does it, saying how many.
#[component]
pub(super) fn Confirm(import: Import) -> impl IntoView {
    let words = import.here.words;
    let useful = Memo::new(move |_| of(import, |report| report.accepted + report.registered) > 0);
    let label = Signal::derive(move || {
        let accepted = of(import, |report| report.accepted);
        if accepted > 0 {
            words.import.confirm_count(accepted)
        } else {
            words.import.confirm.to_owned()
        }
    });
    let refused = Memo::new(move |_| of(import, |report| !report.refused.is_empty()));
    let stopped = move || refused.get() && import.leave_refused.with(|said| said != YES);
    let go = Callback::new(move |_| import.ask(true));
    view! {
        {move || match (useful.get(), refused.get()) {
            (false, _) => view! { <Notice kind=NoticeKind::Warning text=words.import.nothing_to_do /> }.into_any(),
            (true, false) => view! { <p class="muted">{words.import.all_or_nothing}</p> }.into_any(),
            (true, true) => ().into_any(),
        }}
        <BottomAction>
            <Button
                label icon=IconName::Import block=true busy=import.busy
                disabled=Signal::derive(move || !useful.get() || stopped()) on_click=go
            />
        </BottomAction>
    }
}
