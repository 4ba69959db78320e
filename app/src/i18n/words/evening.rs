//! A day as a head reads it at night.

use crate::i18n::section::section;

section! {
    /// A day as a head reads it at night: what took place, what was not marked, who is new, who stays away.
    Evening
    text {
        title: "حصيلة اليوم", "La journée", "The day";
        for_heads: "حصيلة اليوم لمسؤولي الجمعية: الرئاسة والتنسيق.", "La journée est pour les responsables : présidence et coordination.", "The day’s page is for those who run the association: heads and coordinators.";
        before: "اليوم السابق", "Jour précédent", "Previous day";
        after: "اليوم التالي", "Jour suivant", "Next day";
        people: "أشخاص حضروا", "Personnes venues", "People came";
        held: "حصص منعقدة", "Séances tenues", "Sessions held";
        unmarked: "حصص لم تسجل", "Séances non pointées", "Not marked";
        unmarked_hint: "لم يقل أحد شيئا عنها: سجلوها، أو قولوا إنها لم تنعقد.", "Personne n’a rien noté : pointez-les, ou dites qu’elles n’ont pas eu lieu.", "Nobody said anything of them: mark them, or say they were not held.";
        cancelled: "حصص ملغاة", "Séances annulées", "Cancelled";
        to_come: "حصص قادمة", "Séances à venir", "Still to come";
        first: "جاؤوا لأول مرة", "Venus pour la première fois", "Came for the first time";
        away: "غابوا ثلاث مرات متتالية أو أكثر", "Absents trois fois de suite ou plus", "Absent three times running or more";
        away_hint: "قد تكفي مكالمة ليعودوا.", "Un appel suffit parfois à les faire revenir.", "A call is sometimes enough to bring them back.";
        hours: "من سجل، وكم ساعة", "Qui a pointé, et combien d’heures", "Who recorded, and their hours";
        silent: "هواتف لم تتصل منذ ذلك اليوم", "Téléphones pas encore synchronisés", "Phones that have not synced since";
        silent_hint: "قد يكون فيها تسجيل لم يصل بعد.", "Ce qu’ils ont noté n’est peut-être pas encore arrivé.", "What they recorded may not have arrived yet.";
        never: "لم يتصل قط", "jamais vu", "never heard of";
        nothing: "لا حصة في هذا اليوم", "Aucune séance ce jour-là", "No session on this day";
        nothing_hint: "لم يبرمج ولم يسجل شيء.", "Rien n’était prévu et rien n’a été noté.", "Nothing was planned and nothing was recorded.";
    }
    say {
        running(times: u64, since: &str): "{times} مرات منذ {since}", "{times} fois de suite, depuis {since}", "{times} times running, since {since}";
        seen(when: &str): "آخر اتصال: {when}", "vu {when}", "last heard of {when}";
    }
}
