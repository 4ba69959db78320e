//! Which paper an address asks for: `/app/paper/KIND/OF`, with what else it says.

use domain::access::Asker;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, Group, Session, registration};
use domain::replica::Replica;
use domain::report::Month;
use domain::time::Day;

use crate::i18n::Lang;
use crate::paper::{Paper, Papers};

/// A paper that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The attendance sheet of a session; blank, to be filled in by hand.
    Attendance { session: Id, blank: bool },
    /// The attendance list of a general assembly.
    Assembly { session: Id },
    /// The register of a group for a month.
    Register { group: Id, month: Month },
    /// The certificate of a registration.
    Certificate { registration: Id },
    /// The register of volunteers of a year.
    Volunteers { year: i32 },
}

impl Asked {
    /// What an address asks for; `said` reads what stands behind its question mark.
    pub(super) fn read(
        kind: &str,
        of: &str,
        said: impl Fn(&str) -> Option<String>,
        today: Day,
    ) -> Option<Self> {
        let id = of.parse::<Id>().ok();
        Some(match kind {
            "attendance" => Asked::Attendance {
                session: id?,
                blank: said("blank").as_deref() == Some("true"),
            },
            "assembly" => Asked::Assembly { session: id? },
            "register" => {
                let month = said("month").and_then(|month| Month::from_iso(&month));
                Asked::Register {
                    group: id?,
                    month: month.unwrap_or(Month::of(today)),
                }
            }
            "certificate" => Asked::Certificate { registration: id? },
            "volunteers" => {
                let year = of
                    .parse()
                    .ok()
                    .filter(|year| Day::from_ymd(*year, 1, 1).is_some());
                Asked::Volunteers { year: year? }
            }
            _ => return None,
        })
    }

    /// The address that asks for it, below `/app/paper/` here and `/api/v1/paper/` at the server.
    fn place(self) -> String {
        match self {
            Asked::Attendance {
                session,
                blank: false,
            } => format!("attendance/{session}"),
            Asked::Attendance { session, blank: true } => format!("attendance/{session}?blank=true"),
            Asked::Assembly { session } => format!("assembly/{session}"),
            Asked::Register { group, month } => format!("register/{group}?month={month}"),
            Asked::Certificate { registration } => format!("certificate/{registration}"),
            Asked::Volunteers { year } => format!("volunteers/{year}"),
        }
    }

    /// Where this phone shows it.
    pub(super) fn here(self) -> String {
        format!("/app/paper/{}", self.place())
    }

    /// Where the server makes a file of it.
    pub(super) fn file(self) -> String {
        match self {
            Asked::Volunteers { year } => {
                format!("/api/v1/paper/volunteers?from={year}-01-01&to={year}-12-31")
            }
            other => format!("/api/v1/paper/{}", other.place()),
        }
    }

    /// Where it was asked for.
    pub(super) fn back(self, replica: &Replica) -> String {
        match self {
            Asked::Attendance { session, .. } | Asked::Assembly { session } => format!("/app/roll/{session}"),
            Asked::Register { group, .. } => {
                let group = replica.view::<Group>(group);
                group.map_or_else(
                    || "/app/activities".to_owned(),
                    |group| format!("/app/activity/{}", group.activity),
                )
            }
            Asked::Certificate { registration } => whose(replica, registration).map_or_else(
                || "/app/people".to_owned(),
                |(_, person)| format!("/app/person/{person}"),
            ),
            Asked::Volunteers { .. } => "/app/team".to_owned(),
        }
    }

    /// Whether somebody may have it: who reads the activity; of the whole team, heads.
    pub(super) fn is_for(self, asker: &Asker, replica: &Replica) -> bool {
        let activity = match self {
            Asked::Volunteers { .. } => return asker.manages_team(),
            Asked::Attendance { session, .. } | Asked::Assembly { session } => {
                replica.view::<Session>(session).map(|session| session.activity)
            }
            Asked::Register { group, .. } => replica.view::<Group>(group).map(|group| group.activity),
            Asked::Certificate { registration } => whose(replica, registration).map(|(activity, _)| activity),
        };
        activity.is_some_and(|activity| asker.reads(activity))
    }

    /// The paper from what this phone holds; none where it holds nothing of it.
    pub(super) fn paper(self, replica: &Replica, lang: Lang, today: Day) -> Option<Paper> {
        let association: Association = replica.view(replica.me()?.association)?;
        let papers = Papers {
            replica,
            association: &association,
            lang,
        };
        match self {
            Asked::Attendance { session, blank } => papers.attendance(session, blank),
            Asked::Assembly { session } => papers.assembly(session),
            Asked::Register { group, month } => papers.register(group, month),
            Asked::Certificate { registration } => {
                let (activity, person) = whose(replica, registration)?;
                papers.certificate(activity, person, today)
            }
            Asked::Volunteers { year } => {
                let days = (Day::from_ymd(year, 1, 1)?, Day::from_ymd(year, 12, 31)?);
                Some(papers.volunteers(days, today))
            }
        }
    }

    /// What is asked for beside it: the month or the year before and after.
    pub(super) fn beside(self) -> Option<[Self; 2]> {
        Some(match self {
            Asked::Register { group, month } => {
                [month.before(), month.next()].map(|month| Asked::Register { group, month })
            }
            Asked::Volunteers { year } => [year - 1, year + 1].map(|year| Asked::Volunteers { year }),
            _ => return None,
        })
    }
}

/// The activity and the person of a registration.
fn whose(replica: &Replica, id: Id) -> Option<(Id, Id)> {
    let record = replica
        .get(id)
        .filter(|record| record.kind == Kind::Registration)?;
    Some((
        record.read::<Id>(registration::ACTIVITY),
        record.read::<Id>(registration::BENEFICIARY),
    ))
}

/// What this phone reads again when a paper may alter.
pub(super) const KINDS: &[Kind] = &[
    Kind::Association,
    Kind::Member,
    Kind::Activity,
    Kind::Group,
    Kind::Session,
    Kind::Attendance,
    Kind::HeadCount,
    Kind::Registration,
    Kind::Beneficiary,
    Kind::Pair,
    Kind::VolunteerHours,
];

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    const OF: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn read(address: &str) -> Option<Asked> {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let (kind, of) = path.split_once('/')?;
        let said = |name: &str| {
            let (key, value) = query.split_once('=')?;
            (key == name).then(|| value.to_owned())
        };
        Asked::read(kind, of, said, Day::from_ymd(2026, 3, 9).unwrap())
    }

    #[test]
    fn an_address_leads_back_to_the_paper_it_is_of() {
        for place in [
            format!("attendance/{OF}"),
            format!("attendance/{OF}?blank=true"),
            format!("assembly/{OF}"),
            format!("register/{OF}?month=2026-02"),
            format!("certificate/{OF}"),
            "volunteers/2025".to_owned(),
        ] {
            let asked = read(&place).unwrap_or_else(|| panic!("{place}"));
            assert_eq!(asked.here(), format!("/app/paper/{place}"));
            assert_eq!(read(asked.here().trim_start_matches("/app/paper/")), Some(asked));
        }
    }

    #[test]
    fn what_is_no_paper_is_none_and_a_register_of_no_month_is_of_this_one() {
        for wrong in [
            "attendance/x",
            "nothing/2025",
            "volunteers/x",
            "volunteers/99999999",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
        let today = read(&format!("register/{OF}")).unwrap();
        assert_eq!(today, read(&format!("register/{OF}?month=2026-03")).unwrap());
        assert_eq!(today, read(&format!("register/{OF}?month=nonsense")).unwrap());
    }

    #[test]
    fn a_register_leads_to_the_months_beside_it() {
        let january = read(&format!("register/{OF}?month=2026-01")).unwrap();
        let beside = january.beside().map(|beside| beside.map(Asked::here));
        let of = |month: &str| format!("/app/paper/register/{OF}?month={month}");
        assert_eq!(beside, Some([of("2025-12"), of("2026-02")]));
    }
}
