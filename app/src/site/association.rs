//! An association's page: who they are, how to reach them, what is open.

use domain::id::Id;
use domain::phone::Phone;
use domain::record::Association;
use leptos::prelude::*;

use super::offer::{Facts, Offer, whatsapp};
use super::page::{Frame, Page};
use super::privacy;
use crate::component::{Card, Icon, IconName};
use crate::i18n::{Activity, Day, Privacy};

/// An association as everybody sees it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Which.
    pub id: Id,
    /// What it says of itself.
    pub profile: Association,
    /// The name of its commune.
    pub commune: String,
}

impl Shown {
    /// Its name for the page's reader.
    pub fn name(&self, frame: &Frame) -> String {
        self.profile.name(frame.lang.dir() == "rtl").to_owned()
    }
}

/// The page, whole, with the activities that are open.
pub fn draw(frame: Frame, association: Shown, offers: Vec<Offer>) -> String {
    Owner::new().with(|| view! { <AssociationPage frame association offers /> }.to_html())
}

#[component]
fn AssociationPage(
    /// What the server knows of the page.
    frame: Frame,
    /// The association.
    association: Shown,
    /// What is open.
    offers: Vec<Offer>,
) -> impl IntoView {
    let words = frame.words();
    let name = association.name(&frame);
    let share = whatsapp(&format!("{name} {}", frame.address()));
    let cards = offers
        .into_iter()
        .map(|offer| offered(&frame, offer))
        .collect_view();
    let description = description(&frame, &association);
    let privacy = frame.link(&privacy::path(&association));
    let data = Privacy::of(frame.lang).link;
    let reach = view! { <Reach frame=frame.clone() association /> };
    view! {
        <Page frame title=name.clone() description picture=true>
            <h1><bdi>{name}</bdi></h1>
            <Card title=words.contact>{reach}</Card>
            <h2 class="site__heading">{words.open_activities}</h2>
            {if cards.is_empty() { view! { <p class="site__promise">{words.none_open}</p> }.into_any() } else { cards.into_any() }}
            <p><a href=privacy>{data}</a></p>
            <a class="button button--quiet site__enter" href=share rel="noopener noreferrer external">
                <Icon name=IconName::Chat />{words.share}
            </a>
        </Page>
    }
}

/// What a shared link says under the name: the commune, or the receipt.
fn description(frame: &Frame, association: &Shown) -> String {
    match association.commune.is_empty() {
        true => frame.words().open_activities.to_owned(),
        false => association.commune.clone(),
    }
}

/// The receipt, the commune, and how to reach them.
#[component]
pub fn Reach(
    /// What the server knows of the page.
    frame: Frame,
    /// The association.
    association: Shown,
) -> impl IntoView {
    let words = frame.words();
    let Shown { profile, commune, .. } = association;
    let receipt = (!profile.receipt.is_empty()).then(|| match profile.receipt_day {
        Some(day) => {
            let (year, month, day) = day.ymd();
            words.receipt_of(&profile.receipt, &Day::new(year, month, day).numeric())
        }
        None => words.receipt_number(&profile.receipt),
    });
    let phone = Phone::parse(&profile.phone).ok();
    view! {
        <dl class="facts">
            {receipt.map(|receipt| view! { <div><dt>{words.receipt}</dt><dd>{receipt}</dd></div> })}
            {(!commune.is_empty()).then(|| view! { <div><dt>{words.commune}</dt><dd>{commune}</dd></div> })}
            {phone.map(|phone| view! {
                <div>
                    <dt>{words.phone}</dt>
                    <dd class="site__ways">
                        <a href=format!("tel:{}", phone.e164()) dir="ltr">{phone.to_string()}</a>
                        <a href=format!("https://wa.me/{}", phone.digits()) rel="noopener noreferrer external">{words.whatsapp}</a>
                    </dd>
                </div>
            })}
        </dl>
    }
}

fn offered(frame: &Frame, offer: Offer) -> impl IntoView + use<> {
    let words = frame.words();
    let kind = Activity::of(frame.lang).kind(offer.sort);
    let link = frame.link(&format!("/r/{}", offer.id));
    let title = offer.title.clone();
    view! {
        <section class="card">
            <h3 class="card__title"><bdi>{title.clone()}</bdi></h3>
            <p class="muted">{kind}</p>
            <Facts frame=frame.clone() offer />
            <a class="button button--primary button--block" href=link>
                {words.register}<span class="visually-hidden">" "<bdi>{title}</bdi></span>
            </a>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::site::testing::frame;

    #[test]
    fn an_association_is_named_in_the_readers_script_and_what_it_wrote_stays_text() {
        let profile = Association {
            name_ar: "جمعية الأمل".into(),
            name_la: "<b>Al Amal</b>".into(),
            receipt: "12/2024".into(),
            phone: "+212522001122".into(),
            ..Association::default()
        };
        let association = Shown {
            id: Id::MIN,
            profile,
            commune: String::new(),
        };
        let arabic = draw(frame(Lang::Ar), association.clone(), Vec::new());
        assert!(
            arabic.contains("جمعية الأمل") && arabic.contains("05 22 00 11 22"),
            "{arabic}"
        );
        let french = draw(frame(Lang::Fr), association, Vec::new());
        assert!(
            french.contains("&lt;b&gt;Al Amal") && !french.contains("<b>Al"),
            "{french}"
        );
        assert!(french.contains("Aucune activité"), "{french}");
    }
}
