//! Members as volunteers: what they undertake, their contract, the time they give.

use crate::i18n::section::section;

/// The number of the text that is undertaken. Whoever alters its words, in any language, gives it the next one, and all
/// who undertook an older one are asked again.
pub const UNDERTAKING_TEXT: i64 = 1;

section! {
    /// Members as volunteers: what they undertake, their contract, the time they give.
    Volunteering
    text {
        undertaking: "الالتزام بالسرية", "Engagement de confidentialité", "Confidentiality undertaking";
        undertaking_lead: "بين أيديكم معطيات أشخاص وضعوا ثقتهم في الجمعية.", "Vous avez entre les mains les données de personnes qui font confiance à l’association.", "You hold the data of people who trust the association.";
        secrecy: "السر المهني: القانون 09.08 يلزم به كل من يطلع على معطيات شخصية، ولو بعد مغادرة الجمعية. ما تعرفونه عن أحد لا يخرج من الفريق.", "Secret professionnel : la loi 09-08 y oblige toute personne qui prend connaissance de données personnelles, même après son départ. Ce que vous apprenez de quelqu’un ne sort pas de l’équipe.", "Professional secrecy: law 09-08 binds whoever learns of personal data to it, even after they leave. What you learn of anybody does not leave the team.";
        no_copies: "لا تصوروا اللوائح ولا تنسخوها خارج حاضر، ولا تسجلوا إلا ما يحتاجه النشاط.", "Ni photo ni copie des listes hors de Hadir ; ne notez que ce dont l’activité a besoin.", "No photo and no copy of lists outside Hadir; record only what the activity needs.";
        lost_phone: "إن ضاع هاتفكم أو سرق فأخبروا مسؤول(ة) الجمعية في الحين: يقطع ولوجه. رقمكم السري لا يعرفه غيركم.", "Téléphone perdu ou volé : prévenez aussitôt une personne responsable, qui lui retire l’accès. Votre code PIN reste à vous seul(e).", "Lost or stolen phone: tell a head at once, who revokes it. Nobody but you knows your PIN.";
        named: "كل ما تسجلونه يحمل اسمكم ووقته في سجل الجمعية.", "Tout ce que vous enregistrez porte votre nom et l’heure dans le journal de l’association.", "All that you record carries your name and the time in the association’s log.";
        newer_text: "تغير نص الالتزام منذ أن قبلتموه: المرجو قراءته وقبوله من جديد. ما قبلتموه من قبل يبقى في السجل.", "Le texte a changé depuis votre engagement : relisez-le et acceptez-le à nouveau. Ce que vous aviez accepté reste au journal.", "The text has changed since you undertook it: read it and accept it anew. What you accepted before stays in the log.";
        older_text: "قبل نصا أقدم للالتزام بالسرية", "Engagement pris sur un texte plus ancien", "Undertook an older text";
        text_short: "النص", "Texte", "Text";
        undertake: "ألتزم بهذا", "Je m’y engage", "I undertake this";
        not_now: "ليس الآن", "Pas maintenant", "Not now";
        not_now_hint: "ما في هذا الهاتف يبقى ويرسل كالعادة. سنسألكم من جديد عند فتح حاضر.", "Ce qui est sur ce téléphone reste et part comme d’habitude. La question reviendra à la prochaine ouverture.", "What is on this phone stays and is sent as usual. You will be asked again when Hadir is next opened.";
        undertaken: "سجل التزامكم بالسرية", "Votre engagement est enregistré", "Your undertaking is recorded";
        not_yet: "لم يلتزم بالسرية بعد", "Engagement de confidentialité pas encore pris", "Confidentiality not undertaken yet";
        of_age_check: "تحققت من أن عمره(ا) 18 سنة أو أكثر", "J’ai vérifié : 18 ans ou plus", "I checked: 18 or older";
        of_age_hint: "القانون 06.18: التطوع التعاقدي لمن بلغ 18 سنة، بعقد مكتوب مع جهة معتمدة. تاريخ الازدياد لا يحفظ.", "Loi 06-18 : le volontariat contractuel est réservé aux 18 ans et plus, par contrat écrit avec un organisateur agréé. La date de naissance n’est pas gardée.", "Law 06-18: contractual volunteers are 18 or older, under written contract with an accredited organiser. The date of birth is not kept.";
        of_age_missing: "العقد يحتاج إلى التحقق من السن.", "Un contrat demande de vérifier l’âge.", "A contract needs the age to be checked.";
        days: "أيام كل نشاط", "Jours de chaque activité", "Days of each activity";
        days_hint: "في أول يوم يصل النشاط إلى هاتف العضو وحده، وبعد آخر يوم يرفع منه. اتركوا الخانة فارغة حيث لا حد.", "Le premier jour, l’activité arrive d’elle-même sur son téléphone ; après le dernier, elle en repart. Laissez vide là où il n’y a pas de limite.", "On its first day the activity comes to the member’s phone by itself; after its last it leaves it. Leave empty where there is no limit.";
        first_day: "أول يوم", "Premier jour", "First day";
        last_day: "آخر يوم", "Dernier jour", "Last day";
        ends_before: "آخر يوم يسبق أول يوم: صححوا أحدهما. لم يسجل شيء.", "Le dernier jour précède le premier : corrigez l’un des deux. Rien n’a été enregistré.", "The last day is before the first: correct one of them. Nothing was recorded.";
        hours: "ساعات التطوع", "Heures de bénévolat", "Volunteer hours";
        my_hours: "ساعات تطوعي", "Mes heures de bénévolat", "My volunteer hours";
        this_year: "هذه السنة", "Cette année", "This year";
        at_sessions: "في الحصص", "En séance", "At sessions";
        by_hand: "مدونة باليد", "Notées à la main", "Written down";
        all_hours: "المجموع", "Total", "All";
        write_down: "تدوين ساعات", "Noter des heures", "Write hours down";
        written_down: "دونت الساعات", "Heures notées", "Hours written down";
        take_back: "سحب هذه الساعات", "Retirer ces heures", "Take these hours back";
        taken_back: "مسحوبة: لا تحسب", "Retirées : elles ne comptent plus", "Taken back: they do not count";
        whole_hours: "الساعات", "Heures", "Hours";
        and_minutes: "الدقائق", "Minutes", "Minutes";
        what_for: "من أجل ماذا؟", "Pour quoi ?", "What for?";
        what_for_hint: "بدون أسماء مستفيدات أو مستفيدين.", "Sans nom de bénéficiaire.", "Without anybody’s name.";
        for_activity: "لأي نشاط؟", "Pour quelle activité ?", "For which activity?";
        for_association: "للجمعية عامة", "Pour l’association en général", "For the association";
        no_hours: "لا ساعات مدونة بعد", "Aucune heure notée pour l’instant", "No hours written down yet";
        no_hours_text: "ساعات الحصص تحسب وحدها. دونوا هنا ما قدم خارجها: تحضير، زيارة، نقل…", "Les heures de séance se comptent seules. Notez ici le temps donné en dehors : préparation, visite, transport…", "Hours at sessions count by themselves. Write down here what was given outside them: preparing, visiting, driving…";
        known_here: "حسب ما في هذا الهاتف.", "D’après ce que ce téléphone connaît.", "As far as this phone knows.";
        register: "سجل المتطوعات والمتطوعين", "Registre des bénévoles", "Volunteers’ register";
        contractual: "المتطوعات والمتطوعون المتعاقدون (القانون 06.18)", "Volontaires contractuels (loi 06-18)", "Contractual volunteers (law 06-18)";
        informal: "باقي المتطوعات والمتطوعين", "Autres bénévoles", "Other volunteers";
        nobody: "لا أحد.", "Personne.", "Nobody.";
        accreditation_short: "الاعتماد", "Agrément", "Accreditation";
    }
    say {
        you_undertook(day: &str): "سجل التزامكم: {day}.", "Votre engagement est enregistré : {day}.", "Your undertaking is recorded: {day}.";
        text_number(n: u64): "النص رقم {n}", "texte n° {n}", "text no. {n}";
        from(day: &str): "ابتداء من {day}", "dès le {day}", "from {day}";
        from_until(from: &str, until: &str): "من {from} إلى {until}", "du {from} au {until}", "from {from} to {until}";
        begins(day: &str): "تسند إليكم أنشطة ابتداء من {day}، وتصل إلى هذا الهاتف وحدها.", "Des activités vous sont confiées à partir du {day} ; elles arriveront d’elles-mêmes sur ce téléphone.", "Activities are yours from {day}; they come to this phone by themselves.";
        until(day: &str): "إلى غاية {day}", "jusqu’au {day}", "until {day}";
        hours_minutes(hours: u64, minutes: &str): "{hours} س {minutes} د", "{hours} h {minutes}", "{hours}h {minutes}";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    /// What is read before it is undertaken, in a language.
    fn read(lang: Lang) -> [&'static str; 7] {
        let words = Volunteering::of(lang);
        [
            words.undertaking,
            words.undertaking_lead,
            words.secrecy,
            words.no_copies,
            words.lost_phone,
            words.named,
            words.undertake,
        ]
    }

    /// FNV-1a of the words in every language, each ended by a character that none has.
    fn fingerprint() -> u64 {
        let words = Lang::ALL.iter().flat_map(|lang| read(*lang));
        let bytes = words.flat_map(|text| text.bytes().chain([0xFF]));
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn whoever_alters_the_words_of_the_undertaking_gives_it_another_number() {
        let stands = (UNDERTAKING_TEXT, fingerprint());
        assert_eq!(
            stands,
            (1, 0xd662_a365_b1f2_edef),
            "the words altered: raise UNDERTAKING_TEXT by one, and write the new pair here"
        );
    }
}
