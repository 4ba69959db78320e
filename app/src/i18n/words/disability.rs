//! Difficulties in doing things, asked in the words of the Washington Group that the HCP's census uses.

use crate::i18n::section::section;

section! {
    /// Difficulties in doing things: the question, its answers, whether it is asked.
    Disability
    text {
        title: "سؤال الإعاقة", "Question sur le handicap", "The question about disability";
        why: "معطيات حساسة: لا تفعلوا السؤال إلا إذا كان ضروريا لمشروع وكان لديكم إذن اللجنة الوطنية CNDP. يحق لكل شخص ألا يجيب. ما قيل سابقا يبقى.", "Donnée sensible : ne posez la question que si un projet l’exige et avec l’autorisation de la CNDP. Chacun peut ne pas répondre. Ce qui a été dit reste.", "Sensitive data: ask only where a project needs it and the CNDP has authorised it. Everybody may decline to answer. What was said stays.";
        set: "تم تغيير السؤال", "La question est changée", "The question is changed";
        question: "هل تجد صعوبة في الرؤية أو السمع أو المشي أو التذكر أو العناية بالنفس أو التواصل؟", "Avez-vous des difficultés à voir, entendre, marcher, vous souvenir, prendre soin de vous ou communiquer ?", "Do you have difficulty seeing, hearing, walking, remembering, caring for yourself or communicating?";
        hint: "الأكبر منها. السؤال حساس، والجواب اختياري، ولا يخرج من الجمعية إلا أعداد.", "La plus grande. Question sensible, réponse libre ; seuls des nombres sortent de l’association.", "The greatest of them. A sensitive question that nobody must answer; only numbers leave the association.";
        none: "لا، لا توجد صعوبة", "Non, aucune difficulté", "No, no difficulty";
        some: "نعم، بعض الصعوبة", "Oui, quelques difficultés", "Yes, some difficulty";
        a_lot: "نعم، صعوبة كبيرة", "Oui, beaucoup de difficultés", "Yes, a lot of difficulty";
        cannot: "لا يستطيع(تستطيع) إطلاقا", "Ne peut pas du tout", "Cannot do it at all";
        unsaid: "يفضل(تفضل) عدم الجواب", "Préfère ne pas répondre", "Prefers not to say";
        not_asked: "لم يطرح السؤال", "Non demandé", "Not asked";
    }
}

impl Disability {
    /// An answer by its name; else that nobody asked.
    pub fn answer(&self, name: &str) -> &'static str {
        match name {
            "none" => self.none,
            "some" => self.some,
            "a_lot" => self.a_lot,
            "cannot" => self.cannot,
            "unsaid" => self.unsaid,
            _ => self.not_asked,
        }
    }
}
