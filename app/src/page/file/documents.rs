//! The documents of the file: those there are, one more, withdrawing one. Their bytes are on the server.

use domain::kind::Kind;
use domain::view::{DocumentLine, documents};
use leptos::prelude::*;

use super::super::here::{Here, dotted, shown_day};
use super::super::papers::PaperLink;
use super::super::team::RowButton;
use super::add::{Add, Form};
use super::describe::Describe;
use crate::component::{Button, ButtonKind, Card, Icon, IconName, ListRow, Sheet, SheetAction, Tone};
use crate::i18n::storage;
use crate::intent::{put_back_document, withdraw_document};

/// The list, and what can be done with each.
#[component]
pub(super) fn Documents(here: Here) -> impl IntoView {
    let words = here.words.file;
    let lines = Memo::new(move |_| here.phone.watch(&[Kind::Document], documents));
    let (chosen, adding) = (RwSignal::new(None::<DocumentLine>), RwSignal::new(false));
    let form = Form::new();
    let close = Callback::new(move |()| chosen.set(None));
    let title = Signal::derive(move || {
        chosen.with(|line| {
            line.as_ref()
                .map_or_else(String::new, |line| line.document.title.clone())
        })
    });
    let kept = move || {
        lines.with(|(kept, _)| {
            if kept.is_empty() {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                let rows = kept.iter().map(|line| row(here, line, chosen)).collect_view();
                view! { <div class="list">{rows}</div> }.into_any()
            }
        })
    };
    let withdrawn = move || {
        lines.with(|(_, withdrawn)| {
            (!withdrawn.is_empty()).then(|| {
                let rows = withdrawn.iter().map(|line| gone(here, line)).collect_view();
                view! { <Card title=words.withdrawn_list><div class="list">{rows}</div></Card> }
            })
        })
    };
    view! {
        <Card title=words.documents>
            <p class="muted">{words.documents_hint}</p>
            {kept}
            <Button
                kind=ButtonKind::Quiet label=words.add icon=IconName::Plus block=true
                on_click=Callback::new(move |_| adding.set(true))
            />
        </Card>
        {withdrawn}
        <Sheet open=Signal::derive(move || chosen.with(Option::is_some)) on_close=close title>
            {move || chosen.get().map(|line| view! { <One here line close /> })}
        </Sheet>
        <Sheet open=adding on_close=Callback::new(move |()| adding.set(false)) title=words.add>
            <Add here form adding />
        </Sheet>
    }
}

/// What a line says of a document.
fn detail(here: Here, line: &DocumentLine) -> String {
    let (words, document) = (here.words.file, &line.document);
    let day = document.day.map(|day| shown_day(day).long(here.lang()));
    dotted([
        words.sort_of(document.sort.name()).to_owned(),
        day.unwrap_or_default(),
        words.media_of(document.media.name()).to_owned(),
        storage(here.lang(), document.size.unsigned_abs()),
    ])
}

fn row(here: Here, line: &DocumentLine, chosen: RwSignal<Option<DocumentLine>>) -> impl IntoView + use<> {
    let (title, detail) = (line.document.title.clone(), detail(here, line));
    let line = line.clone();
    let on_click = Callback::new(move |()| chosen.set(Some(line.clone())));
    view! {
        <RowButton
            title detail start=move || view! { <Icon name=IconName::Log /> }
            end=move || view! { <Icon name=IconName::Next /> } on_click
        />
    }
}

/// One that was withdrawn, with the way back.
fn gone(here: Here, line: &DocumentLine) -> impl IntoView + use<> {
    let (words, id) = (here.words.file, line.id);
    let (title, detail) = (line.document.title.clone(), detail(here, line));
    let back = Callback::new(move |_| {
        here.record_with_undo(put_back_document(id), || words.was_put_back.to_owned());
    });
    view! {
        <ListRow
            title detail start=move || view! { <Icon name=IconName::Trash /> }
            end=move || view! { <Button kind=ButtonKind::Quiet label=words.put_back icon=IconName::Undo on_click=back /> }
        />
    }
}

/// What can be done with a document.
#[component]
fn One(here: Here, line: DocumentLine, close: Callback<()>) -> impl IntoView {
    let words = here.words.file;
    let id = line.id;
    let describing = RwSignal::new(false);
    let withdraw = Callback::new(move |()| {
        close.run(());
        here.record_with_undo(withdraw_document(id), || words.withdrawn.to_owned());
    });
    let actions = move || {
        view! {
            <p class="muted">{words.documents_hint}</p>
            <PaperLink here path=format!("/api/v1/document/{id}") label=words.download icon=IconName::Import />
            <SheetAction
                icon=IconName::Edit label=words.describe detail=words.describe_hint tone=Tone::Teal
                on_click=Callback::new(move |()| describing.set(true))
            />
            <SheetAction
                icon=IconName::Trash label=words.withdraw detail=words.withdraw_hint tone=Tone::Brick
                on_click=withdraw
            />
        }
    };
    view! {
        <div class="stack">
            {move || match describing.get() {
                true => view! { <Describe here line=line.clone() close /> }.into_any(),
                false => actions().into_any(),
            }}
        </div>
    }
}
