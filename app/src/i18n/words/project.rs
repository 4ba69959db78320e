//! Projects: who funds what, and what it is to reach.

use domain::project::{Indicator, Measure};
use domain::record::Sex;

use crate::i18n::section::section;

section! {
    /// Projects: who funds what, and what it is to reach.
    Project
    text {
        title: "المشاريع", "Projets", "Projects";
        project: "المشروع", "Projet", "Project";
        new: "مشروع جديد", "Nouveau projet", "New project";
        edit: "تعديل المشروع", "Modifier le projet", "Edit the project";
        create: "إحداث المشروع", "Créer le projet", "Create the project";
        created: "تم إحداث المشروع", "Projet créé", "Project created";
        changed: "تم تعديل المشروع", "Projet modifié", "Project changed";
        running: "جارية", "En cours", "Running";
        past: "منتهية", "Terminés", "Finished";
        none: "بدون مشروع", "Aucun projet", "No project";
        every_project: "كل المشاريع", "Tous les projets", "All projects";
        funded_by: "المشروع أو الجهة الداعمة", "Projet ou bailleur", "Project or donor";
        donor: "الجهة الداعمة", "Bailleur", "Donor";
        donor_hint: "اتركوها فارغة إن كانت الجمعية تمول المشروع بنفسها.", "Laissez vide si l’association le finance elle-même.", "Leave empty where the association funds it itself.";
        own_means: "بموارد الجمعية", "Sur fonds propres", "Funded by the association";
        agreement: "رقم الاتفاقية", "N° de la convention", "Agreement number";
        agreement_day: "تاريخ الاتفاقية", "Date de la convention", "Date of the agreement";
        name_hint: "اسم واحد يكفي، بالعربية أو بالحروف اللاتينية.", "Un nom suffit, en arabe ou en lettres latines.", "One name will do, in Arabic or in Latin letters.";
        activities: "أنشطة المشروع", "Activités du projet", "The project’s activities";
        activities_hint: "تحسب حصصها من أول يوم في المشروع إلى آخر يوم.", "Leurs séances comptent du premier au dernier jour du projet.", "Their sessions count from the project’s first day to its last.";
        no_activity: "لا نشاط في هذا المشروع بعد: اختاروا أنشطته ليتحرك ما يقاس.", "Aucune activité dans ce projet : choisissez-les, et les indicateurs avanceront.", "No activity is in this project yet: choose them, and the indicators will move.";
        choose_activities: "اختيار الأنشطة", "Choisir les activités", "Choose the activities";
        activities_changed: "تم تحديد أنشطة المشروع", "Activités du projet choisies", "The project’s activities were chosen";
        indicators: "المؤشرات والأهداف", "Indicateurs et cibles", "Indicators and targets";
        indicator: "المؤشر", "Indicateur", "Indicator";
        indicator_name: "تسميته في الاتفاقية", "Son nom dans la convention", "What the agreement calls it";
        counts: "ما يحسب", "Ce qui est compté", "What is counted";
        who: "من يحسب؟", "Qui compte ?", "Who counts?";
        everyone: "الجميع", "Tout le monde", "Everyone";
        women: "الإناث", "Femmes et filles", "Women and girls";
        men: "الذكور", "Hommes et garçons", "Men and boys";
        first_age: "من سن", "De l’âge de", "From the age of";
        last_age: "إلى سن", "Jusqu’à l’âge de", "To the age of";
        target: "الهدف", "Cible", "Target";
        value: "المحقق", "Atteint", "Reached";
        share: "نسبة الإنجاز", "Taux de réalisation", "Share of the target";
        reached: "تحقق الهدف", "Cible atteinte", "Target reached";
        add_indicator: "إضافة مؤشر", "Ajouter un indicateur", "Add an indicator";
        drop_indicator: "حذف هذا المؤشر", "Retirer cet indicateur", "Remove this indicator";
        no_indicators: "لا مؤشر بعد. أضيفوا ما التزمتم به في الاتفاقية.", "Aucun indicateur. Ajoutez ce que prévoit la convention.", "No indicator yet. Add what the agreement asks for.";
        indicators_mean: "يحسب كل مؤشر على أنشطة مشروعه، من أول يوم فيه إلى آخر يوم ضمن الفترة. الساعات كاملة. والسن هو ما يبلغه الشخص في سنة نهاية الفترة.", "Chaque indicateur porte sur les activités de son projet, entre son premier et son dernier jour, dans la période. Les heures sont entières. L’âge est celui atteint l’année où finit la période.", "Each indicator is of its project’s activities, between its first and last day, within the period. Hours are whole hours. Age is the one reached in the year in which the period ends.";
        budget: "الميزانية", "Budget", "Budget";
        budget_line: "بند الميزانية", "Poste", "Budget line";
        planned: "المبلغ المرصود", "Montant prévu", "Planned";
        spent: "المبلغ المصروف", "Montant dépensé", "Spent";
        budget_share: "نسبة الصرف", "Taux d’exécution", "Share spent";
        in_dirhams: "بالدرهم", "en dirhams", "in dirhams";
        overspent: "تجاوز المبلغ المرصود", "Dépassement", "Overspent";
        add_line: "إضافة بند", "Ajouter un poste", "Add a line";
        drop_line: "حذف هذا البند", "Retirer ce poste", "Remove this line";
        total: "المجموع", "Total", "Total";
        report: "تقرير المشروع", "Rapport du projet", "The project’s report";
        log: "سجل المشروع", "Journal du projet", "The project’s log";
        empty_title: "لا مشروع بعد", "Aucun projet pour l’instant", "No project yet";
        empty_text: "المشروع هو ما يمول الأنشطة: جهة داعمة، واتفاقية، وميزانية، ومؤشرات بأهداف. أحدثوه مرة واحدة، وتقريره يتكون من الحضور.", "Un projet finance des activités : un bailleur, une convention, un budget, des indicateurs avec leurs cibles. Créez-le une fois, son rapport se fait avec les présences.", "A project is what funds activities: a donor, an agreement, a budget, indicators with targets. Make it once; its report makes itself from attendance.";
        for_heads: "المشاريع لمسؤولات ومسؤولي الجمعية ومنسقاتها ومنسقيها.", "Les projets sont pour les responsables, coordinateurs et coordinatrices.", "Projects are for heads and coordinators.";
        people: "الأشخاص", "Personnes", "People";
        participations: "المشاركات", "Participations", "Participations";
        sessions: "الحصص المنجزة", "Séances tenues", "Sessions held";
        hours: "الساعات المنجزة", "Heures tenues", "Hours held";
        learner_hours: "ساعات المشاركات والمشاركين", "Heures-participants", "Participant hours";
        volunteers: "المتطوعات والمتطوعون", "Bénévoles", "Volunteers";
        unknown: "مؤشر لا تعرفه هذه النسخة", "Indicateur inconnu de cette version", "An indicator this version does not know";
    }
    say {
        told(what: &str, whom: &str): "{what}، {whom}", "{what}, {whom}", "{what}, {whom}";
        aged(first: u64, last: u64): "من {first} إلى {last} سنة", "de {first} à {last} ans", "aged {first} to {last}";
        aged_from(first: u64): "{first} سنة فأكثر", "{first} ans et plus", "aged {first} and over";
        of_target(value: &str, target: &str): "{value} من {target}", "{value} sur {target}", "{value} of {target}";
        funded_by_donor(donor: &str): "كل مشاريع {donor}", "Tous les projets de {donor}", "All projects of {donor}";
        span(from: &str, to: &str): "من {from} إلى {to}", "du {from} au {to}", "{from} to {to}";
    }
}

impl Project {
    /// What an indicator is called: as the agreement does, or by what it counts.
    pub fn named(&self, indicator: &Indicator) -> String {
        match indicator.name.as_str() {
            "" => self.counted(indicator),
            name => name.to_owned(),
        }
    }

    /// What an indicator counts, and of whom.
    pub fn counted(&self, indicator: &Indicator) -> String {
        let age = |age: i64| age.unsigned_abs();
        let sex = indicator.sex.map(|sex| match sex {
            Sex::Female => self.women.to_owned(),
            _ => self.men.to_owned(),
        });
        let ages = indicator.ages.map(|ages| match ages.last {
            Some(last) => self.aged(age(ages.first), age(last)),
            None => self.aged_from(age(ages.first)),
        });
        let what = self.measure(indicator.measure).to_owned();
        let whom = sex.into_iter().chain(ages);
        whom.fold(what, |what, whom| self.told(&what, &whom))
            .replace(['\u{2068}', '\u{2069}'], "")
    }

    /// What is counted.
    pub const fn measure(&self, measure: Measure) -> &'static str {
        match measure {
            Measure::People => self.people,
            Measure::Participations => self.participations,
            Measure::Sessions => self.sessions,
            Measure::Hours => self.hours,
            Measure::LearnerHours => self.learner_hours,
            Measure::Volunteers => self.volunteers,
            Measure::Other(_) => self.unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::project::Ages;

    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn an_indicator_is_called_as_the_agreement_does_or_by_what_it_counts() {
        let girls = Indicator {
            sex: Some(Sex::Female),
            ages: Some(Ages {
                first: 6,
                last: Some(14),
            }),
            target: 1,
            ..Indicator::default()
        };
        let words = Project::of(Lang::Fr);
        assert_eq!(words.named(&girls), "Personnes, Femmes et filles, de 6 à 14 ans");
        let called = Indicator {
            name: "OS1".into(),
            ..girls
        };
        assert_eq!(words.named(&called), "OS1");
    }
}
