//! What an activity asks of those who register.

use crate::i18n::section::section;

section! {
    /// What an activity asks of those who register.
    Questions
    text {
        title: "أسئلة النشاط", "Questions de l’activité", "The activity’s questions";
        lead: "تطرح على من يسجل نفسه من صفحة التسجيل.", "Posées à qui s’inscrit depuis la page publique.", "Asked of whoever registers on the public page.";
        newcomer: "ما لم يجب عنه الآن يمكن تسجيله لاحقا في صفحة الشخص.", "Ce qui reste sans réponse peut être noté plus tard, sur la fiche de la personne.", "What stays open can be written down later, on the person’s page.";
        none: "لا يطرح هذا النشاط أي سؤال.", "Cette activité ne pose aucune question.", "This activity asks nothing.";
        change: "تعديل الأسئلة", "Modifier les questions", "Change the questions";
        changed: "حفظت الأسئلة", "Questions enregistrées", "Questions saved";
        add: "إضافة سؤال", "Ajouter une question", "Add a question";
        remove: "حذف السؤال", "Retirer la question", "Remove the question";
        removed_hint: "الأجوبة السابقة تبقى مقروءة.", "Les réponses déjà données restent lisibles.", "Answers already given can still be read.";
        text: "السؤال", "Question", "Question";
        kind: "نوع الجواب", "Type de réponse", "Kind of answer";
        kind_text: "نص", "Texte", "Text";
        kind_number: "عدد", "Nombre", "Number";
        kind_choice: "اختيار واحد", "Un choix", "One choice";
        kind_several: "عدة اختيارات", "Plusieurs choix", "Several choices";
        kind_yes_no: "نعم أو لا", "Oui ou non", "Yes or no";
        kind_date: "تاريخ", "Date", "Date";
        choices: "الاختيارات", "Choix possibles", "The choices";
        choices_hint: "اختيار واحد في كل سطر، من 2 إلى 12.", "Un par ligne, de 2 à 12.", "One a line, 2 to 12.";
        required: "هل الجواب ضروري؟", "Réponse obligatoire ?", "Must it be answered?";
        yes: "نعم", "Oui", "Yes";
        no: "لا", "Non", "No";
        only_if: "متى يطرح هذا السؤال", "Quand la poser", "When it is asked";
        always: "دائما", "Toujours", "Always";
        number_hint: "عدد صحيح بالأرقام.", "Un nombre entier.", "A whole number.";
        choose_several: "يمكن اختيار أكثر من جواب.", "Plusieurs réponses possibles.", "You may choose several.";
        too_many: "20 سؤالا على الأكثر. احذفوا سؤالا قبل إضافة آخر.", "20 questions au plus. Retirez-en une avant d’en ajouter.", "20 questions at most. Remove one before adding another.";
        bad_choices: "اكتبوا من 2 إلى 12 اختيارا مختلفا، كل واحد في سطر.", "Écrivez de 2 à 12 choix différents, un par ligne.", "Write 2 to 12 different choices, one a line.";
        bad_condition: "هذا الشرط يخص سؤالا أو جوابا لم يعد موجودا قبله. اختاروا شرطا آخر.", "Cette condition porte sur une question ou une réponse qui n’est plus posée avant. Choisissez-en une autre.", "This condition names a question or an answer that no longer comes before. Choose another.";
        answers: "الأجوبة", "Réponses", "Answers";
        answer: "تسجيل الأجوبة", "Noter les réponses", "Write the answers down";
        answered: "حفظت الأجوبة", "Réponses enregistrées", "Answers saved";
        no_answer: "بدون جواب", "Sans réponse", "No answer";
    }
    say {
        if_answer(question: &str, answer: &str): "إذا كان جواب «{question}» هو «{answer}»", "Si la réponse à « {question} » est « {answer} »", "If “{question}” is answered “{answer}”";
        numbered(number: u64): "السؤال {number}", "Question {number}", "Question {number}";
    }
}

impl Questions {
    /// The word for a kind of answer, by its code.
    pub fn kind_of(&self, code: &str) -> &'static str {
        match code {
            "number" => self.kind_number,
            "choice" => self.kind_choice,
            "several" => self.kind_several,
            "yes_no" => self.kind_yes_no,
            "date" => self.kind_date,
            _ => self.kind_text,
        }
    }

    /// Yes or no.
    pub const fn flag(&self, yes: bool) -> &'static str {
        if yes { self.yes } else { self.no }
    }
}
