//! A QR code, drawn as one path.

use std::fmt::Write;

use leptos::prelude::*;

use crate::paper::{Code, Run};

/// A QR code of `text`: always dark on white, so that it scans in any theme.
#[component]
pub fn Qr(
    /// What the code holds.
    #[prop(into)]
    text: Signal<String>,
    /// What it is for, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// Read even where a quarter of it is worn away: for what is carried in pockets.
    #[prop(optional)]
    sturdy: bool,
) -> impl IntoView {
    let drawing = Memo::new(move |_| {
        let code = text.with(|text| Code::of(text, sturdy))?;
        Some((code.side, path(&code.runs)))
    });
    move || {
        drawing.get().map(|(side, path)| {
            view! {
                <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label shape-rendering="crispEdges">
                    <rect class="qr__paper" width=side height=side />
                    <path class="qr__ink" d=path />
                </svg>
            }
        })
    }
}

/// The path of dark modules.
fn path(runs: &[Run]) -> String {
    let mut path = String::new();
    for Run { row, column, length } in runs {
        // Writing into a String cannot fail.
        let _ = write!(path, "M{column} {row}h{length}v1h-{length}z");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_a_box_one_module_high() {
        let run = |row, column, length| Run { row, column, length };
        assert_eq!(path(&[run(4, 4, 7), run(5, 4, 1)]), "M4 4h7v1h-7zM4 5h1v1h-1z");
    }
}
