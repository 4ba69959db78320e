//! The words of the front door.

use crate::i18n::Lang;

/// What the front door says in one language.
pub(super) struct HomeWords {
    pub(super) title: &'static str,
    pub(super) headline: &'static str,
    pub(super) promise: &'static str,
    pub(super) enter: &'static str,
    /// Title and text.
    pub(super) points: [(&'static str, &'static str); 3],
}

impl HomeWords {
    pub(super) const fn of(lang: Lang) -> &'static Self {
        match lang {
            Lang::Ar => &AR,
            Lang::Fr => &FR,
            Lang::En => &EN,
        }
    }
}

const AR: HomeWords = HomeWords {
    title: "حاضر · سجل الحضور للجمعيات",
    headline: "سجل جمعيتكم في هواتف متطوعيها",
    promise: "سجلوا الحضور بدون أنترنيت، ولا تضيع أي معلومة، وقدموا حصيلة أنشطتكم متى طلبت منكم.",
    enter: "الدخول إلى حاضر",
    points: [
        (
            "يشتغل بدون أنترنيت",
            "كل ما تسجلونه يحفظ في الهاتف أولا، ثم يرسل وحده عند عودة الأنترنيت.",
        ),
        (
            "أربعون شخصا في أقل من دقيقة",
            "لمسة واحدة لكل مستفيدة ومستفيد، والبحث بالحروف العربية أو اللاتينية.",
        ),
        (
            "من سجل ماذا، ومتى",
            "سجل لا يمحى يبين للرئيسة أو الرئيس كل عملية وصاحبها ووقتها.",
        ),
    ],
};

const FR: HomeWords = HomeWords {
    title: "Hadir · le registre de présence des associations",
    headline: "Le registre de votre association, sur les téléphones de ses bénévoles",
    promise: "Faites l'appel sans réseau, ne perdez rien, et montrez le bilan de vos activités quand on vous le demande.",
    enter: "Entrer dans Hadir",
    points: [
        (
            "Sans réseau",
            "Ce que vous enregistrez reste d'abord sur le téléphone, puis part tout seul quand le réseau revient.",
        ),
        (
            "Quarante personnes en moins d'une minute",
            "Un geste par personne, et une recherche en lettres arabes ou latines.",
        ),
        (
            "Qui a noté quoi, et quand",
            "Un journal qui ne s'efface pas montre chaque opération, son auteur et son heure.",
        ),
    ],
};

const EN: HomeWords = HomeWords {
    title: "Hadir · the attendance register of associations",
    headline: "Your association's register, on its volunteers' phones",
    promise: "Take the roll call without a network, lose nothing, and show what your activities did when you are asked.",
    enter: "Open Hadir",
    points: [
        (
            "Without a network",
            "What you record is kept on the phone first, then leaves by itself when the network returns.",
        ),
        (
            "Forty people in under a minute",
            "One tap a person, and a search that reads Arabic or Latin letters.",
        ),
        (
            "Who recorded what, and when",
            "A log that cannot be erased shows every entry, its author and its time.",
        ),
    ],
};
