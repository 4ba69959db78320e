//! Reading QR codes from what a camera sees: by the browser's detector, else by a reader that is fetched only then.

#[cfg(all(test, not(target_arch = "wasm32")))]
mod frames;
mod reader;
mod repeats;

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

use self::reader::Grey;
pub(super) use self::repeats::Repeats;
use super::js::{BarcodeDetector, object};

/// Points along the longer side of what the reader looks at: enough for a card at arm's length, and quick.
const LONGER: u32 = 640;

/// A code in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What it holds.
    pub(super) text: String,
    /// How far it is from the middle, in points squared.
    off: i64,
}

/// The reader could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unread;

/// What reads codes.
pub(super) struct Eye {
    detector: Option<BarcodeDetector>,
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Eye {
    /// The best this browser has; `None` where it cannot draw.
    pub(super) async fn open() -> Option<Self> {
        let document = web_sys::window()?.document()?;
        let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
        let often = object(&[("willReadFrequently", JsValue::TRUE)]);
        let context = canvas.get_context_with_context_options("2d", &often).ok()??;
        Some(Eye {
            detector: detector().await,
            canvas,
            context: context.unchecked_into(),
        })
    }

    /// The codes in sight now, the nearest to the middle first.
    pub(super) async fn look(&mut self, video: &HtmlVideoElement) -> Result<Vec<Found>, Unread> {
        if let Some(detector) = &self.detector {
            if let Ok(found) = JsFuture::from(detector.detect(video)).await {
                return Ok(detected(&Array::from(&found), video));
            }
            // Some phones have the detector's name without what is behind it.
            self.detector = None;
        }
        match self.picture(video) {
            Some(grey) => read(grey).await,
            None => Ok(Vec::new()),
        }
    }

    /// What the video shows, small and grey; `None` before its first frame.
    fn picture(&self, video: &HtmlVideoElement) -> Option<Grey> {
        let (width, height) = small(video.video_width(), video.video_height())?;
        if (self.canvas.width(), self.canvas.height()) != (width, height) {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let (w, h) = (f64::from(width), f64::from(height));
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, w, h)
            .ok()?;
        let drawn = self.context.get_image_data(0.0, 0.0, w, h).ok()?.data();
        Some(Grey::of_rgba(width as usize, height as usize, &drawn))
    }
}

/// A size of the same shape whose longer side is no longer than need be.
fn small(width: u32, height: u32) -> Option<(u32, u32)> {
    let longer = width.max(height);
    if width == 0 || height == 0 {
        return None;
    }
    let shrunk = |side: u32| (side * LONGER.min(longer) / longer).max(1);
    Some((shrunk(width), shrunk(height)))
}

/// The browser's own detector, where it reads QR codes.
async fn detector() -> Option<BarcodeDetector> {
    Reflect::get(&js_sys::global(), &"BarcodeDetector".into())
        .ok()
        .filter(JsValue::is_function)?;
    let formats = JsFuture::from(BarcodeDetector::supported()).await.ok()?;
    let qr = JsValue::from_str("qr_code");
    if !Array::from(&formats).includes(&qr, 0) {
        return None;
    }
    BarcodeDetector::new(&object(&[("formats", Array::of1(&qr).into())])).ok()
}

fn detected(all: &Array, video: &HtmlVideoElement) -> Vec<Found> {
    let (width, height) = (f64::from(video.video_width()), f64::from(video.video_height()));
    let found = all.iter().filter_map(|one| {
        let read = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
        let bounds = read(&one, "boundingBox")?;
        let number = |name| {
            read(&bounds, name)
                .and_then(|value| value.as_f64())
                .unwrap_or_default()
        };
        let across = number("x") + number("width") / 2.0 - width / 2.0;
        let down = number("y") + number("height") / 2.0 - height / 2.0;
        Some(Found {
            text: read(&one, "rawValue")?.as_string()?,
            off: (across * across + down * down) as i64,
        })
    });
    let mut found: Vec<Found> = found.collect();
    found.sort_by_key(|found| found.off);
    found
}

async fn read(grey: Grey) -> Result<Vec<Found>, Unread> {
    #[cfg(feature = "split")]
    return split::read_codes(grey).await;
    #[cfg(not(feature = "split"))]
    Ok(reader::read(&grey))
}

/// Where the program is cut: the reader is in a file of its own, which only who needs it fetches.
#[cfg(feature = "split")]
#[allow(unsafe_code, reason = "the macro links the two parts by imports and exports")]
mod split {
    use super::{Found, Grey, Unread};
    use leptos::wasm_split::{SplitLoaderError, wasm_split};

    impl From<SplitLoaderError> for Unread {
        fn from(_: SplitLoaderError) -> Self {
            Unread
        }
    }

    #[wasm_split(read_codes, wasm_split_path = ::leptos::wasm_split, fallible)]
    pub(super) fn read_codes(grey: Grey) -> Result<Vec<Found>, Unread> {
        Ok(super::reader::read(&grey))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_made_small_in_its_own_shape_and_never_larger() {
        assert_eq!(small(1_280, 720), Some((640, 360)));
        assert_eq!(small(1_080, 1_920), Some((360, 640)));
        assert_eq!(small(320, 240), Some((320, 240)));
        assert_eq!(small(0, 0), None);
    }
}
