//! What a document that is kept is called, what it is, which day it bears: corrected, offline too.

use domain::record::DocumentKind;
use domain::view::DocumentLine;
use leptos::prelude::*;

use super::super::here::Here;
use super::add::sorts;
use crate::component::{Button, Field, FieldKind, IconName, Select};
use crate::intent::{DescribeDocument, InputFault};

/// The form, filled in as it stands.
#[component]
pub(super) fn Describe(here: Here, line: DocumentLine, close: Callback<()>) -> impl IntoView {
    let words = here.words.file;
    let (id, document) = (line.id, line.document);
    let title = RwSignal::new(document.title);
    let sort = RwSignal::new(document.sort.name().to_owned());
    let day = RwSignal::new(document.day.map_or_else(String::new, |day| day.to_string()));
    let fault = RwSignal::new(None::<InputFault>);
    let error = here.beside(fault);
    let save = Callback::new(move |_| {
        let said = DescribeDocument {
            title: title.get_untracked(),
            sort: sort
                .with_untracked(|sort| DocumentKind::from_name(sort))
                .unwrap_or(document.sort),
            day: day.get_untracked(),
        };
        match said.edits(id) {
            Err(found) => fault.set(Some(found)),
            Ok(edits) => {
                close.run(());
                here.record_with_undo(edits, || words.described.to_owned());
            }
        }
    });
    view! {
        <Field label=words.name name="document_title" value=title required=true error=error("document_title") />
        <Select label=words.sort name="document_sort" options=sorts(here) selected=sort />
        <Field
            label=words.day name="document_day" kind=FieldKind::Date value=day note=here.words.common.optional
            error=error("document_day")
        />
        <Button label=here.words.common.save icon=IconName::Check block=true on_click=save />
    }
}
