//! Choosing where someone is registered: an activity, and its group where it has several.

use domain::id::Id;
use domain::kind::Kind;
use domain::view::{activities, groups_of};
use leptos::prelude::*;

use super::here::Here;
use crate::component::{Choice, ChoiceOption, Select};

/// What is chosen, as the fields hold it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    activity: RwSignal<String>,
    group: RwSignal<String>,
}

impl Place {
    /// An activity to begin with, or none.
    pub(super) fn new(activity: Option<Id>) -> Self {
        Self {
            activity: RwSignal::new(activity.map_or_else(String::new, |id| id.to_string())),
            group: RwSignal::default(),
        }
    }

    /// The activity that is chosen.
    pub(super) fn activity(self) -> Option<Id> {
        self.activity.with(|id| id.parse().ok())
    }

    /// The group that is chosen, of those the activity has.
    pub(super) fn group(self, here: Here) -> Option<Id> {
        let chosen: Id = self.group.with(|id| id.parse().ok())?;
        self.groups(here)
            .into_iter()
            .map(|(id, _)| id)
            .find(|id| *id == chosen)
    }

    /// Whether a group is still to be chosen.
    pub(super) fn lacks_group(self, here: Here) -> bool {
        self.groups(here).len() > 1 && self.group(here).is_none()
    }

    fn groups(self, here: Here) -> Vec<(Id, String)> {
        let Some(activity) = self.activity() else {
            return Vec::new();
        };
        here.phone
            .watch(&[Kind::Group], |replica| groups_of(replica, activity))
    }
}

/// The activity to register someone in, if any, and the group where the activity has several.
#[component]
pub(super) fn PlaceFields(
    here: Here,
    place: Place,
    /// Activities that are not offered: those the person is in.
    #[prop(optional)]
    without: Vec<Id>,
    /// What is wrong with the group, if something is.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let words = here.words;
    let options = here.phone.read(|replica| {
        let asker = replica.asker();
        let lines = activities(replica, here.phone.true_clock().day());
        let mine = lines.into_iter().filter(|line| {
            !without.contains(&line.id) && asker.as_ref().is_some_and(|asker| asker.records_in(line.id))
        });
        let none = ChoiceOption::new("", words.activity.none);
        core::iter::once(none)
            .chain(mine.map(|line| ChoiceOption::new(line.id.to_string(), line.activity.title)))
            .collect::<Vec<_>>()
    });
    let groups = Memo::new(move |_| place.groups(here));
    let group_options = move || {
        let named = |(id, name): (Id, String)| {
            let name = if name.is_empty() {
                words.activity.main_group.to_owned()
            } else {
                name
            };
            ChoiceOption::new(id.to_string(), name)
        };
        groups.get().into_iter().map(named).collect::<Vec<_>>()
    };
    view! {
        <Select label=words.field.activity name="activity" options selected=place.activity />
        {move || (groups.with(Vec::len) > 1).then(|| view! {
            <Choice legend=words.field.group name="group" options=group_options() selected=place.group error />
        })}
    }
}
