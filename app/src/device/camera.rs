//! The camera at the back of the phone: on while the scanner is looked at, off in every other moment.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures::channel::oneshot;
use gloo::events::EventListener;
use js_sys::{Array, Reflect};
use leptos::prelude::{RwSignal, Set};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Document, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack, VisibilityState,
};

use super::eye::{Eye, Repeats};
use super::idle::after;
use super::js::{AbleTrack, error_name, object};

/// The least time between two looks: the rest of the phone is not to feel them.
const PAUSE_MS: u32 = 60;

/// How the camera stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The person is being asked for it.
    Asking,
    /// It is on; and whether it has a light.
    On(bool),
    /// The person, or the browser for them, said no.
    Refused,
    /// There is none.
    Missing,
    /// It does not start: something else has it.
    Busy,
    /// This browser gives none to this page.
    Unsupported,
    /// What reads codes could not be fetched.
    Unread,
}

/// A camera that is looking. Dropped, it stops.
pub struct Looking(Rc<Shared>);

struct Shared {
    video: HtmlVideoElement,
    stream: RefCell<Option<MediaStream>>,
    ended: Cell<bool>,
    sight: RwSignal<Sight>,
    hidden: Cell<Option<EventListener>>,
}

impl Looking {
    /// Starts the camera in a video element. `saw` is told each code once while it stays in sight.
    pub fn begin(video: HtmlVideoElement, sight: RwSignal<Sight>, saw: impl Fn(String) + 'static) -> Self {
        let shared = Rc::new(Shared {
            video,
            stream: RefCell::default(),
            ended: Cell::new(false),
            sight,
            hidden: Cell::default(),
        });
        if let Some(page) = page() {
            let hidden = Rc::downgrade(&shared);
            let listener = EventListener::new(&page, "visibilitychange", move |_| {
                if let Some(shared) = hidden.upgrade().filter(|_| !is_seen()) {
                    shared.stop();
                }
            });
            shared.hidden.set(Some(listener));
        }
        let running = Rc::clone(&shared);
        spawn_local(async move { running.run(saw).await });
        Looking(shared)
    }

    /// Turns the light on or off.
    pub fn light(&self, on: bool) {
        if let Some(track) = self.0.track() {
            let torch = object(&[("torch", on.into())]);
            let wish = object(&[("advanced", Array::of1(&torch).into())]);
            // A light that does not follow stays as it is: nothing depends on it.
            spawn_local(async move { drop(JsFuture::from(able(&track).apply_constraints(&wish)).await) });
        }
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.0.ended.set(true);
        self.0.stop();
    }
}

impl Shared {
    async fn run(&self, saw: impl Fn(String)) {
        let mut repeats = Repeats::default();
        let Some(mut eye) = Eye::open().await else {
            return self.say(Sight::Unsupported);
        };
        while !self.ended.get() {
            self.say(Sight::Asking);
            match open().await {
                Ok(stream) if self.ended.get() || !is_seen() => stop(&stream),
                Ok(stream) => self.show(stream).await,
                Err(why) => return self.say(why),
            }
            while self.stream.borrow().is_some() {
                let began = js_sys::Date::now();
                let Ok(found) = eye.look(&self.video).await else {
                    self.stop();
                    return self.say(Sight::Unread);
                };
                let now = js_sys::Date::now();
                let taken = repeats.take(found.into_iter().map(|found| found.text), now);
                if let Some(text) = taken.filter(|_| !self.ended.get()) {
                    saw(text);
                }
                // As long as it looked it also rests.
                after(PAUSE_MS.max((now - began) as u32)).await;
            }
            if !self.ended.get() {
                seen_again().await;
            }
        }
    }

    async fn show(&self, stream: MediaStream) {
        self.video.set_src_object(Some(&stream));
        self.stream.replace(Some(stream));
        if let Ok(playing) = self.video.play() {
            // Where it does not play by itself, the picture stays dark and codes can be typed.
            let _ = JsFuture::from(playing).await;
        }
        let light = self.track().is_some_and(|track| has_light(&track));
        self.say(Sight::On(light));
    }

    fn say(&self, sight: Sight) {
        if !self.ended.get() {
            self.sight.set(sight);
        }
    }

    fn track(&self) -> Option<MediaStreamTrack> {
        let tracks = self.stream.borrow().as_ref()?.get_video_tracks();
        tracks.get(0).dyn_into().ok()
    }

    fn stop(&self) {
        if let Some(stream) = self.stream.take() {
            stop(&stream);
        }
        self.video.set_src_object(None);
    }
}

/// Asks for the camera at the back.
async fn open() -> Result<MediaStream, Sight> {
    let navigator = web_sys::window()
        .map(|window| window.navigator())
        .ok_or(Sight::Unsupported)?;
    // Not there where the page did not come by https.
    Reflect::get(&navigator, &"mediaDevices".into())
        .ok()
        .filter(JsValue::is_object)
        .ok_or(Sight::Unsupported)?;
    let devices = navigator.media_devices().map_err(|_| Sight::Unsupported)?;
    let ideal = |value: JsValue| JsValue::from(object(&[("ideal", value)]));
    let video = object(&[
        ("facingMode", ideal("environment".into())),
        ("width", ideal(1_280.into())),
        ("height", ideal(720.into())),
    ]);
    let wish = MediaStreamConstraints::new();
    wish.set_video(&video);
    let asked = devices
        .get_user_media_with_constraints(&wish)
        .map_err(|error| refusal(&error))?;
    let stream = JsFuture::from(asked).await.map_err(|error| refusal(&error))?;
    Ok(stream.unchecked_into())
}

fn refusal(error: &JsValue) -> Sight {
    match error_name(error).as_str() {
        "NotAllowedError" | "SecurityError" => Sight::Refused,
        "NotFoundError" | "OverconstrainedError" => Sight::Missing,
        "NotReadableError" | "AbortError" => Sight::Busy,
        _ => Sight::Unsupported,
    }
}

fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

fn able(track: &MediaStreamTrack) -> &AbleTrack {
    track.unchecked_ref()
}

/// Whether the camera has a light that can be turned on.
fn has_light(track: &MediaStreamTrack) -> bool {
    let asked = Reflect::get(track, &"getCapabilities".into());
    if !asked.is_ok_and(|asked| asked.is_function()) {
        return false;
    }
    let torch = Reflect::get(&able(track).capabilities(), &"torch".into());
    torch.is_ok_and(|torch| torch.is_truthy())
}

fn page() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}

/// Whether the page is being looked at.
fn is_seen() -> bool {
    page().is_none_or(|page| page.visibility_state() != VisibilityState::Hidden)
}

/// Waits until the page is looked at.
async fn seen_again() {
    let Some(page) = page().filter(|_| !is_seen()) else {
        return;
    };
    let (sender, receiver) = oneshot::channel();
    let sender = Cell::new(Some(sender));
    let _listener = EventListener::new(&page, "visibilitychange", move |_| {
        if let Some(sender) = sender.take().filter(|_| is_seen()) {
            let _ = sender.send(());
        }
    });
    let _ = receiver.await;
}
