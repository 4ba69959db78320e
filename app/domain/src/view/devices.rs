//! The board of devices: whose each phone is, when it was last heard of, what it has not sent.

use core::cmp::Reverse;

use super::shown::name_of;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Device, Record, View};
use crate::replica::Replica;
use crate::time::Millis;

/// A phone not heard of for longer is worth a word.
const SILENT_DAYS: i64 = 7;
/// Milliseconds of a day.
const DAY_MS: i64 = 86_400_000;

/// The one thing to say of a phone at a glance, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A head shut it out.
    Revoked,
    /// It keeps so many refused changes for its person to see to.
    Refused(u64),
    /// It had so many changes left to send.
    Waiting(u64),
    /// It was not heard of for so many days.
    Silent(u64),
    /// Its browser may clear what it keeps.
    Unkept,
    /// Nothing to say.
    Fine,
}

/// One phone of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceLine {
    /// Which one.
    pub id: Id,
    /// Name of its member.
    pub owner: String,
    /// Whether it is the one in the reader's hand.
    pub own: bool,
    /// All that is known of it.
    pub device: Device,
    /// The one thing to say of it.
    pub standing: Standing,
}

/// The phones of the team: those that need a look first, then the last heard of; those shut out last.
pub fn devices(replica: &Replica, now: Millis, arabic: bool) -> Vec<DeviceLine> {
    let own = replica.me().map(|me| me.device);
    let line = |record: &Record| {
        let device = Device::of(record);
        DeviceLine {
            id: record.id,
            owner: name_of(replica, device.member, arabic),
            own: own == Some(record.id),
            standing: standing(&device, now),
            device,
        }
    };
    let mut lines: Vec<DeviceLine> = replica.all(Kind::Device).map(line).collect();
    lines.sort_by_key(|line| {
        let urgent = matches!(line.standing, Standing::Refused(_) | Standing::Waiting(_));
        (
            line.device.revoked,
            Reverse((line.own, urgent, line.device.seen)),
            line.id,
        )
    });
    lines
}

/// How many changes the team's phones had left to send, and on how many phones they are.
pub fn unsent(lines: &[DeviceLine]) -> (u64, u64) {
    let waiting = lines
        .iter()
        .map(|line| line.device.waiting)
        .filter(|waiting| *waiting > 0);
    waiting.fold((0, 0), |(changes, phones), waiting| {
        (changes + waiting.unsigned_abs(), phones + 1)
    })
}

fn standing(device: &Device, now: Millis) -> Standing {
    let days = device.seen.map_or(0, |seen| now.since(seen) / DAY_MS);
    match device {
        Device { revoked: true, .. } => Standing::Revoked,
        Device { refused: 1.., .. } => Standing::Refused(device.refused.unsigned_abs()),
        Device { waiting: 1.., .. } => Standing::Waiting(device.waiting.unsigned_abs()),
        _ if days > SILENT_DAYS => Standing::Silent(days.unsigned_abs()),
        Device {
            persisted: false,
            seen: Some(_),
            ..
        } => Standing::Unkept,
        _ => Standing::Fine,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replica::{Batch, Op};
    use crate::slice::Slice;
    use crate::wire::SlicePart;

    const NOW: Millis = Millis(100 * DAY_MS);

    fn seen(days_ago: i64) -> Device {
        Device {
            seen: Some(NOW.plus(-days_ago * DAY_MS)),
            persisted: true,
            ..Device::default()
        }
    }

    #[test]
    fn a_phone_says_what_is_most_pressing_of_it() {
        assert_eq!(standing(&seen(7), NOW), Standing::Fine);
        assert_eq!(standing(&seen(9), NOW), Standing::Silent(9));
        let unkept = Device {
            persisted: false,
            ..seen(0)
        };
        assert_eq!(standing(&unkept, NOW), Standing::Unkept);
        let waiting = Device {
            waiting: 3,
            ..seen(9)
        };
        assert_eq!(standing(&waiting, NOW), Standing::Waiting(3));
        let refused = Device {
            refused: 1,
            ..waiting
        };
        assert_eq!(standing(&refused, NOW), Standing::Refused(1));
        let revoked = Device {
            revoked: true,
            ..refused
        };
        assert_eq!(standing(&revoked, NOW), Standing::Revoked);
        assert_eq!(
            standing(&Device::default(), NOW),
            Standing::Fine,
            "nothing was heard of it yet"
        );
    }

    #[test]
    fn phones_that_need_a_look_come_first_and_those_shut_out_last() {
        let phones = [
            seen(0),
            Device {
                revoked: true,
                ..seen(0)
            },
            Device {
                waiting: 2,
                ..seen(3)
            },
        ];
        let record = |(n, device): (u8, Device)| Record {
            kind: Kind::Device,
            id: Id::v7(Millis(1), [n; 10]),
            version: 1,
            fields: device.fields(),
        };
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: (0..).zip(phones).map(record).collect(),
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        let lines = devices(&replica, NOW, false);
        let order: Vec<Standing> = lines.iter().map(|line| line.standing).collect();
        assert_eq!(order, [Standing::Waiting(2), Standing::Fine, Standing::Revoked]);
        assert_eq!(unsent(&lines), (2, 1));
    }
}
