//! A4 sheets of ten cards, in their true size, with marks to cut along.

use domain::kind::Kind;
use domain::record::Association;
use domain::scanned::card_text;
use domain::ticket::Ticket;
use domain::view::CardLine;
use leptos::prelude::*;

use crate::component::Qr;
use crate::page::here::Here;

/// Cards on a sheet: two beside each other, five below.
const SHEET: usize = 10;
/// Where to cut, in millimetres from the corner of the sheet: outside the cards, so that no line is left on one.
const MARKS: &str = "M19.4 6v5M105 6v5M190.6 6v5M19.4 286v5M105 286v5M190.6 286v5\
    M10 13.5h6M10 67.5h6M10 121.5h6M10 175.5h6M10 229.5h6M10 283.5h6\
    M194 13.5h6M194 67.5h6M194 121.5h6M194 175.5h6M194 229.5h6M194 283.5h6";

/// The sheets of these cards.
#[component]
pub(super) fn Sheets(here: Here, lines: Memo<Vec<CardLine>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        here.phone.watch(&[Kind::Association], |replica| {
            let of: Option<Association> = replica.me().and_then(|me| replica.view(me.association));
            let of = of.unwrap_or_default();
            [of.name(true).to_owned(), of.name(false).to_owned()]
        })
    });
    let card = move |line: &CardLine| {
        let code = line.code?;
        Some(view! { <OneCard here line=line.clone() code names /> })
    };
    let sheet = move |cards: &[CardLine]| {
        view! {
            <section class="cards__sheet">
                <svg class="cards__marks" viewBox="0 0 210 297" aria-hidden="true"><path d=MARKS /></svg>
                {cards.iter().map(card).collect_view()}
            </section>
        }
    };
    view! { <div class="cards">{move || lines.with(|lines| lines.chunks(SHEET).map(sheet).collect_view())}</div> }
}

/// One card: whose, in both scripts, of which association, and the code, to be scanned and to be read.
#[component]
fn OneCard(here: Here, line: CardLine, code: Ticket, names: Memo<[String; 2]>) -> impl IntoView {
    let own = [(line.arabic, "ar", "rtl"), (line.latin, "fr", "ltr")];
    let own = own.map(|(name, lang, dir)| {
        (!name.is_empty()).then(|| view! { <p class="id-card__name" lang=lang dir=dir>{name}</p> })
    });
    let of = move || {
        let [arabic, latin] = names.get();
        let other = (latin != arabic).then(|| view! { <bdi>{latin}</bdi> });
        view! { <bdi>{arabic}</bdi>{other} }
    };
    view! {
        <article class="id-card">
            <header class="id-card__of">{of}</header>
            <div class="id-card__whose">{own}</div>
            <div class="id-card__qr"><Qr text=card_text(code) label=here.words.person.card sturdy=true /></div>
            <code class="id-card__code" dir="ltr">{code.to_string()}</code>
        </article>
    }
}
