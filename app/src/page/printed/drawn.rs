//! A paper as the browser shows it, to be read on a phone and printed on A4.

use leptos::prelude::*;

use crate::i18n::Lang;
use crate::paper::{Certified, Head, Paper, Part, Side, Table};

/// A paper.
pub(super) fn drawn(paper: &Paper, lang: Lang) -> impl IntoView + use<> {
    let framed = paper.parts.iter().any(|part| matches!(part, Part::Certified(_)));
    // A table is called by the heading above it.
    let called = paper.parts.iter().scan(paper.head.title, |title, part| {
        if let Part::Heading(heading) = part {
            *title = heading;
        }
        Some((part, *title))
    });
    let parts = called.map(|(part, title)| drawn_part(part, title)).collect_view();
    let signed = paper
        .signed
        .iter()
        .map(|who| view! { <p>{*who}</p> })
        .collect_view();
    let signs = !paper.signed.is_empty();
    view! {
        <article class="a4" class:a4--wide=paper.wide class:a4--framed=framed lang=lang.code()>
            {head(&paper.head)}
            {parts}
            {signs.then(|| view! { <footer class="a4__signed">{signed}</footer> })}
        </article>
    }
}

/// What stands over a paper.
pub(in crate::page) fn head(head: &Head) -> impl IntoView + use<> {
    let facts = head.facts.iter().map(|(label, value)| {
        view! { <div><dt>{*label}</dt><dd><bdi>{value.clone()}</bdi></dd></div> }
    });
    view! {
        <header class="a4__head">
            <p class="a4__of"><bdi>{head.association.clone()}</bdi></p>
            {head.receipt.clone().map(|receipt| view! { <p class="a4__receipt">{receipt}</p> })}
            <h2 class="a4__title">{head.title}</h2>
            {(!head.facts.is_empty()).then(|| view! { <dl class="a4__facts">{facts.collect_view()}</dl> })}
        </header>
    }
}

fn drawn_part(part: &Part, title: &'static str) -> AnyView {
    match part {
        Part::Heading(text) => view! { <h3 class="a4__heading">{*text}</h3> }.into_any(),
        Part::Text(text) => view! { <p class="a4__text">{*text}</p> }.into_any(),
        Part::Legend(text) => view! { <p class="a4__legend">{*text}</p> }.into_any(),
        Part::Table(table) => drawn_table(table, title).into_any(),
        Part::Certified(certified) => drawn_certified(certified).into_any(),
    }
}

fn drawn_table(table: &Table, title: &'static str) -> impl IntoView + use<> {
    let all: f32 = table.columns.iter().map(|column| column.share).sum();
    let widths = table.columns.iter().map(|column| {
        let width = format!("{:.2}%", 100.0 * column.share / all);
        view! { <col style:--share=width /> }
    });
    let titles = table.columns.iter().map(|column| {
        view! { <th scope="col" class:is-middle=column.side == Side::Middle>{column.title.clone()}</th> }
    });
    let row = |cells: &Vec<String>| {
        let cells = table.columns.iter().enumerate().map(|(at, column)| {
            let words = cells.get(at).cloned().unwrap_or_default();
            // Only what people wrote has a direction of its own: a large register has cells enough.
            match column.side {
                _ if at == WHO => view! { <th scope="row"><bdi>{words}</bdi></th> }.into_any(),
                Side::Start => view! { <td><bdi>{words}</bdi></td> }.into_any(),
                Side::Middle => view! { <td class="is-middle">{words}</td> }.into_any(),
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    let rows = table.rows.iter().map(row).collect_view();
    let many = table.columns.len() > FEW;
    let (size, least) = (format!("{}pt", table.size), format!("{}pt", table.least));
    view! {
        <div class="a4__scroll" role="group" aria-label=title tabindex="0">
            <table class="a4__table" class:a4__table--many=many style:--size=size style:--least=least>
                <colgroup>{widths.collect_view()}</colgroup>
                <thead><tr>{titles.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The column that says whom a row is of.
const WHO: usize = 1;
/// Columns that a phone shows beside each other.
const FEW: usize = 5;

fn drawn_certified(certified: &Certified) -> impl IntoView + use<> {
    let Certified {
        name,
        attests,
        came_to,
        made_on,
    } = certified.clone();
    view! {
        <div class="a4__certified">
            <p class="a4__whose"><bdi>{name}</bdi></p>
            <p class="a4__attests">{attests}</p>
            <p class="a4__came">{came_to}</p>
        </div>
        <p class="a4__made">{made_on}</p>
    }
}
