//! What lets another program read an association's numbers.

use crate::id::Id;
use crate::record::schema::{codes, record};
use crate::time::Millis;

codes! {
    /// What a program reads; each reads what those before it do. None writes.
    Reach {
        /// Numbers for outside: small ones are hidden.
        Outside = 1 "outside";
        /// All numbers, activities and sessions. No person.
        Numbers = 2 "numbers";
        /// People by their names, and what was said of each.
        People = 3 "people";
    }
}

record! {
    /// A right to read that a head gave to a program, such as a spreadsheet. The secret it shows is not here.
    DataToken in data_token {
        /// What reads by it, as the head wrote it.
        1 name NAME: String = Rule::Line(80), required, fixed;
        /// What it reads.
        2 reach REACH: Reach = Rule::Code(3), required, fixed;
        /// Until when.
        3 expires EXPIRES: Option<Millis> = Rule::Instant, required, fixed;
        /// Whether a head withdrew it.
        4 revoked REVOKED: bool = Rule::Bool;
        /// Who made it; none for one made at the server's command line.
        5 made_by MADE_BY: Option<Id> = Rule::Ref(Kind::Member), fixed;
        /// When it last read, to the hour. Said by the server.
        6 used USED: Option<Millis> = Rule::Instant;
    }
}

impl Reach {
    /// Whether it reads what asks for so much. What a later version calls its reach reads nothing here.
    pub fn covers(self, asked: Reach) -> bool {
        !matches!(self, Reach::Other(_)) && self.number() >= asked.number()
    }
}
