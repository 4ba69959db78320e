//! What a public page tells of an activity: when, where, how many.

use domain::id::Id;
use leptos::prelude::*;

use super::page::Frame;
use crate::i18n::{Day, clock};

/// A meeting to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// On which day.
    pub day: Day,
    /// When it begins, in minutes after midnight.
    pub slot: u16,
    /// How many minutes it takes.
    pub minutes: u16,
}

/// An activity as everybody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which.
    pub id: Id,
    /// Its name.
    pub title: String,
    /// The code of its kind.
    pub sort: &'static str,
    /// Where it is, as the association wrote it.
    pub place: String,
    /// The name of its commune.
    pub commune: String,
    /// Seats, where they are counted.
    pub capacity: Option<i64>,
    /// Whether the association looks at each request first.
    pub approval: bool,
    /// The next meetings.
    pub meetings: Vec<Meeting>,
}

impl Offer {
    /// Where it is, from the nearest: none, one or two names, each perhaps in another script.
    fn whereabouts(&self) -> Vec<String> {
        let parts = [&self.place, &self.commune];
        let known = parts.into_iter().filter(|part| !part.is_empty());
        known.cloned().collect()
    }

    /// When and where it meets next, in two lines at most.
    pub fn lines(&self, frame: &Frame) -> Vec<String> {
        let when = self.times(frame).into_iter().next();
        let places = self.whereabouts().join(" · ");
        when.into_iter()
            .chain((!places.is_empty()).then_some(places))
            .collect()
    }

    /// When it meets next, a line a meeting.
    fn times(&self, frame: &Frame) -> Vec<String> {
        let time = |meeting: &Meeting| {
            let (from, to) = (
                clock(meeting.slot),
                clock(meeting.slot.saturating_add(meeting.minutes)),
            );
            frame.words().from_to(&meeting.day.long(frame.lang), &from, &to)
        };
        self.meetings.iter().map(time).collect()
    }
}

/// When and where an activity is, with a way to the map.
#[component]
pub fn Facts(
    /// What the server knows of the page.
    frame: Frame,
    /// The activity.
    offer: Offer,
) -> impl IntoView {
    let words = frame.words();
    let times = offer.times(&frame);
    let whereabouts = offer.whereabouts();
    let map = map_link(&whereabouts.join(", "));
    let lines = whereabouts
        .into_iter()
        .map(|line| view! { <bdi class="site__line">{line}</bdi> });
    let lines = lines.collect_view();
    let when = if times.is_empty() {
        view! { {words.no_date} }.into_any()
    } else {
        times
            .into_iter()
            .map(|time| view! { <span class="site__line">{time}</span> })
            .collect_view()
            .into_any()
    };
    view! {
        <dl class="facts">
            <div><dt>{words.when}</dt><dd>{when}</dd></div>
            {(!lines.is_empty()).then(|| view! {
                <div>
                    <dt>{words.place}</dt>
                    <dd>
                        {lines}
                        <a href=map rel="noopener noreferrer external">{words.map}</a>
                    </dd>
                </div>
            })}
            {offer.capacity.map(|seats| view! { <div><dt>{words.seats}</dt><dd>{seats}</dd></div> })}
        </dl>
    }
}

/// Where a map is shown of a place that is known by its name alone.
fn map_link(whereabouts: &str) -> String {
    format!(
        "https://www.google.com/maps/search/?api=1&query={}",
        percent(whereabouts)
    )
}

/// Text as a part of an address.
pub fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().fold(String::new(), |mut link, byte| {
        if plain(byte) {
            link.push(byte.into());
        } else {
            link.push_str(&format!("%{byte:02X}"));
        }
        link
    })
}

/// A WhatsApp message with this text, to whomever is chosen.
pub fn whatsapp(text: &str) -> String {
    format!("https://wa.me/?text={}", percent(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_cannot_leave_its_place_in_an_address() {
        assert_eq!(percent("a&b=c#d"), "a%26b%3Dc%23d");
        assert_eq!(percent("دار"), "%D8%AF%D8%A7%D8%B1");
    }
}
