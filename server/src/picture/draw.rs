//! From a card to a PNG, with the fonts of the pages and no others.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::Card;

/// Width and height, as links are shown.
const SIZE: (u32, u32) = (1_200, 630);
/// The widest a title may be.
const WIDEST: f32 = 1_090.0;

/// The fonts of pictures and papers, regular and bold: made by `server/fonts/make`.
pub(crate) const FONTS: [&[u8]; 2] = [
    include_bytes!("../../fonts/noto-sans-regular.ttf"),
    include_bytes!("../../fonts/noto-sans-bold.ttf"),
];

static LETTERS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut letters = fontdb::Database::new();
    FONTS
        .iter()
        .for_each(|font| letters.load_font_data(font.to_vec()));
    Arc::new(letters)
});

/// The picture of a card, as PNG.
pub(super) fn png(card: &Card) -> Result<Vec<u8>, String> {
    picture(card)?.encode_png().map_err(|error| error.to_string())
}

fn picture(card: &Card) -> Result<Pixmap, String> {
    let mut tree = read(&card.svg(1.0))?;
    let widest = tree.node_by_id("title").map(|title| title.bounding_box().width());
    if let Some(width) = widest.filter(|width| *width > WIDEST) {
        tree = read(&card.svg(WIDEST / width))?;
    }
    let mut picture = Pixmap::new(SIZE.0, SIZE.1).ok_or("a picture of no size")?;
    resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    Ok(picture)
}

fn read(svg: &str) -> Result<Tree, String> {
    let options = Options {
        fontdb: Arc::clone(&LETTERS),
        ..Options::default()
    };
    Tree::from_str(svg, &options).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> Card {
        Card {
            above: "جمعية الأمل".into(),
            title: "دروس محو الأمية".into(),
            below: vec![
                "الخميس 3 دجنبر، من 10:00 إلى 12:00".into(),
                "دار الشباب، تيزنيت".into(),
            ],
            foot: "التسجيل · Hadir".into(),
        }
    }

    fn width(title: &str) -> f32 {
        let tree = read(
            &Card {
                title: title.into(),
                ..Card::default()
            }
            .svg(1.0),
        )
        .unwrap();
        tree.node_by_id("title").unwrap().bounding_box().width()
    }

    #[test]
    fn a_picture_has_the_size_that_links_show() {
        let png = png(&card()).unwrap();
        assert_eq!(&png[1..4], b"PNG");
        let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((number(16), number(20)), SIZE);
        assert!(png.len() < 200_000, "{} bytes", png.len());
    }

    #[test]
    fn arabic_letters_are_joined() {
        // What keeps letters apart alters nothing where they were not joined.
        let apart = width("م\u{200C}ح\u{200C}م\u{200C}د");
        assert!((width("محمد") - apart).abs() > 4.0, "{} {apart}", width("محمد"));
    }

    #[test]
    fn both_scripts_are_drawn_where_they_meet() {
        let ink = |title: &str| {
            let card = Card {
                title: title.into(),
                ..Card::default()
            };
            let picture = picture(&card).unwrap();
            let pixels = picture.pixels().iter();
            pixels
                .filter(|pixel| (pixel.red(), pixel.green(), pixel.blue()) == (0x1b, 0x2a, 0x2f))
                .count()
        };
        for text in ["Hadir", "12:00", "é", "ڭ", "«»", "،", "…"] {
            assert!(
                ink(&format!("الأمل {text} الأمل")) > ink("الأمل الأمل") + 20,
                "{text}"
            );
        }
    }

    #[test]
    fn the_longest_word_there_may_be_fits() {
        let card = Card {
            title: "Ж".repeat(120),
            ..card()
        };
        assert!(png(&card).is_ok());
        let card = Card {
            title: "W".repeat(120),
            ..Card::default()
        };
        let width = width(&card.title);
        let tree = read(&card.svg(WIDEST / width)).unwrap();
        assert!(tree.node_by_id("title").unwrap().bounding_box().width() < 1_100.0);
    }
}
