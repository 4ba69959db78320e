//! Why a record was refused, as people read it: on the command line, in an import, in an answer.

use app::i18n::Lang;
use domain::kind::Kind;
use domain::record::spec;
use domain::rules::Fault;
use domain::value::FieldNo;
use domain::verdict::Reason;

/// A refusal of a record of some kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// The record's kind.
    pub kind: Kind,
    /// The field at fault, where it is one.
    pub field: Option<FieldNo>,
    /// What is wrong.
    pub reason: Reason,
}

impl Refused {
    /// A fault of a record of some kind.
    pub fn new(kind: Kind, fault: Fault) -> Self {
        Refused {
            kind,
            field: fault.field,
            reason: fault.reason,
        }
    }

    /// The field's name for programs.
    pub fn field_name(&self) -> Option<&'static str> {
        spec(self.kind, self.field?).map(|spec| spec.name)
    }

    /// The field's name for people.
    pub fn label(&self, lang: Lang) -> Option<&'static str> {
        self.field_name().map(|name| lang.words().field.label(name))
    }

    /// The field and what is wrong with it, in one sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        let field = self.field_name().unwrap_or_default();
        bare(&lang.words().problem.refusal(self.reason.name(), field))
    }

    /// What is wrong, in a sentence for a place that names the field already.
    pub fn why(&self, lang: Lang) -> String {
        bare(&lang.words().problem.refusal(self.reason.name(), ""))
    }
}

/// Without the marks that isolate directions: terminals and files show them as boxes.
fn bare(sentence: &str) -> String {
    sentence.replace(['\u{2068}', '\u{2069}'], "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::beneficiary;

    #[test]
    fn a_refusal_is_said_in_words_of_each_language() {
        let refused = Refused::new(Kind::Beneficiary, Fault::at(beneficiary::PHONE, Reason::BadPhone));
        assert_eq!(refused.field_name(), Some("phone"));
        let english = refused.sentence(Lang::En);
        assert_eq!(
            english,
            "Phone: not a phone number: ten digits starting 05, 06, 07 or 08."
        );
        for lang in Lang::ALL {
            for said in [refused.sentence(lang), refused.why(lang)] {
                assert!(
                    !said.contains("bad_phone") && !said.contains('\u{2068}'),
                    "{said}"
                );
            }
        }
    }
}
