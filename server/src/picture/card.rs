//! What stands on a picture, and where.

/// Characters of the title on one line.
const LINE: usize = 24;
/// Lines of the title.
const LINES: usize = 3;
/// Characters of any other line.
const SHORT: usize = 56;

/// What a picture says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Above the title: who offers it.
    pub above: String,
    /// What it is about.
    pub title: String,
    /// Below the title, a line each: when and where.
    pub below: Vec<String>,
    /// At the foot: what to do.
    pub foot: String,
}

impl Card {
    /// All that stands on it.
    pub(super) fn text(&self) -> String {
        let lines = [&self.above, &self.title, &self.foot]
            .into_iter()
            .chain(&self.below);
        lines.fold(String::new(), |text, line| text + line + "\n")
    }

    /// The picture in SVG; the title's letters so much smaller that its longest line fits.
    pub(super) fn svg(&self, scale: f32) -> String {
        let title = lines(&self.title);
        let (size, step) = (84.0 * scale, 104.0 * scale);
        let more = title.len() as f32 - 1.0;
        let (top, bottom) = (
            330.0 - (10.0 + step / 2.0) * more,
            330.0 + (step / 2.0 - 10.0) * more,
        );
        let title = title.iter().zip(0_u8..).map(|(line, at)| {
            let y = top + step * f32::from(at);
            row(y, size, "700", "#1b2a2f", line)
        });
        let below = self.below.iter().take(2).zip(0_u8..).map(|(line, at)| {
            let y = bottom + 66.0 + 46.0 * f32::from(at);
            row(y, 34.0, "400", "#0b6e69", &short(line))
        });
        format!(
            concat!(
                r##"<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">"##,
                r##"<rect width="1200" height="630" fill="#fbf8f2"/><rect width="1200" height="14" fill="#0b6e69"/>"##,
                r##"<rect y="540" width="1200" height="90" fill="#0b6e69"/>"##,
                r##"<svg x="554" y="36" width="92" height="92" viewBox="0 0 512 512">{mark}</svg>"##,
                r##"{above}<g id="title">{title}</g>{below}{foot}</svg>"##,
            ),
            mark = MARK,
            above = row(184.0, 36.0, "400", "#4a5a60", &short(&self.above)),
            title = title.collect::<String>(),
            below = below.collect::<String>(),
            foot = row(598.0, 34.0, "700", "#fbf8f2", &short(&self.foot)),
        )
    }
}

/// The mark of the pages, without what a document of its own needs around it.
const MARK: &str = include_str!("mark.svgpart");

/// A line of text in the middle, in its own direction whatever stands around it.
fn row(y: f32, size: f32, weight: &str, fill: &str, text: &str) -> String {
    format!(
        r#"<text x="600" y="{y}" font-family="Noto Sans" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="middle">{}</text>"#,
        escaped(&format!("\u{2068}{text}\u{2069}"))
    )
}

/// A title on as few lines as hold it; what is longer ends in dots.
fn lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let long = lines[last].chars().count() + word.chars().count() >= LINE;
        if lines[last].is_empty() {
            lines[last] = word.to_owned();
        } else if !long {
            lines[last] = format!("{} {word}", lines[last]);
        } else if lines.len() < LINES {
            lines.push(word.to_owned());
        } else {
            lines[last].push('…');
            break;
        }
    }
    lines
}

fn short(text: &str) -> String {
    if text.chars().count() <= SHORT {
        return text.to_owned();
    }
    let kept: String = text.chars().take(SHORT).collect();
    let kept = kept.trim_end();
    // What was opened to set a name apart is closed again.
    let open = kept.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
    let closed = kept.matches('\u{2069}').count();
    format!("{kept}…{}", "\u{2069}".repeat(open.saturating_sub(closed)))
}

/// Text as a part of SVG: nothing in it is markup, and nothing that no document may hold is left.
fn escaped(text: &str) -> String {
    let letters = text
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    letters.fold(String::new(), |mut text, c| {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            c => text.push(c),
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_cut_at_words_and_ends_in_dots() {
        assert_eq!(
            lines("Cours d’alphabétisation du soir"),
            ["Cours d’alphabétisation", "du soir"]
        );
        let long = lines(&"قافلة طبية ".repeat(20));
        assert_eq!(long.len(), LINES);
        assert!(long[2].ends_with('…') && long.iter().all(|line| line.chars().count() <= LINE + 1));
        assert_eq!(lines(""), [""]);
    }

    #[test]
    fn what_people_write_stays_text() {
        let card = Card {
            title: "<script>&\"\u{1}\u{FFFF}".into(),
            ..Card::default()
        };
        let svg = card.svg(1.0);
        assert!(
            svg.contains("&lt;script&gt;&amp;&quot;") && !svg.contains("<script"),
            "{svg}"
        );
        assert!(!svg.contains(['\u{1}', '\u{FFFF}']));
    }
}
