//! Connections: each gets so much patience, and a stop waits for none of them for ever.

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::error::ApiError;

/// How long a client is waited for.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// Until its next request's headers are there.
    pub headers: Duration,
    /// While nothing of a body comes.
    pub silence: Duration,
    /// While it takes nothing of what it is answered.
    pub deaf: Duration,
    /// For a whole request: a large list over a poor line takes minutes.
    pub request: Duration,
    /// For the requests under way, once asked to stop.
    pub stop: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            headers: Duration::from_secs(60),
            silence: Duration::from_secs(30),
            deaf: Duration::from_secs(120),
            request: Duration::from_secs(600),
            stop: Duration::from_secs(10),
        }
    }
}

/// Answers every connection until `stop` comes, then finishes the requests under way, as far as patience goes.
pub async fn listen(
    mut listener: TcpListener,
    router: Router,
    patience: Patience,
    stop: impl Future<Output = ()>,
) {
    let router = router
        .layer(from_fn_with_state(patience.request, within))
        .layer(RequestBodyTimeoutLayer::new(patience.silence));
    let (going, stopping) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            (stream, peer) = Listener::accept(&mut listener) => {
                let router = router.clone();
                connections.spawn(converse(stream, peer, router, patience, stopping.clone()));
            }
            Some(_) = connections.join_next() => {}
        }
    }
    drop((listener, going));
    let rest = async { while connections.join_next().await.is_some() {} };
    if timeout(patience.stop, rest).await.is_err() {
        tracing::warn!("stopped with requests under way: what was not answered is sent again by the phones");
    }
}

/// One connection, from its first request to its last.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Patience,
    mut stopping: watch::Receiver<()>,
) {
    let routes = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        routes.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.headers)
        .serve_connection(TokioIo::new(Box::pin(hearing(stream, patience.deaf))), service);
    let mut connection = pin!(connection);
    // A connection that breaks is its client's affair.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopping.changed() => connection.as_mut().graceful_shutdown(),
    }
    let _ = connection.await;
}

/// A connection that breaks where its client takes nothing for so long: what it holds would be held without end.
fn hearing(stream: TcpStream, deaf: Duration) -> TimeoutStream<TcpStream> {
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(deaf));
    stream
}

async fn within(State(patience): State<Duration>, request: Request, next: Next) -> Response {
    match timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let message = "The request took too long. Nothing more is done about it: try again.";
            ApiError::new(StatusCode::REQUEST_TIMEOUT, "too_slow", message).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::body::{Body, Bytes};
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    use super::*;

    const LONG: Duration = Duration::from_secs(3_600);
    const SHORT: Duration = Duration::from_millis(50);
    const HALF_A_BODY: &str = "POST / HTTP/1.1\r\nhost: hadir\r\ncontent-length: 9\r\n\r\nhalf";

    fn endless() -> Patience {
        Patience {
            headers: LONG,
            silence: LONG,
            deaf: LONG,
            request: LONG,
            stop: LONG,
        }
    }

    /// A client that has sent so much, the word that stops the server, and the server.
    async fn client(
        patience: Patience,
        sent: &str,
    ) -> (TcpStream, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let router = Router::new().route("/", post(|body: Bytes| async move { body }));
        let serving = tokio::spawn(listen(listener, router, patience, async {
            let _ = stopped.await;
        }));
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        (stream, stop, serving)
    }

    async fn answer(mut stream: TcpStream) -> String {
        let mut said = String::new();
        stream.read_to_string(&mut said).await.unwrap();
        said
    }

    #[tokio::test]
    async fn who_sends_half_a_header_is_not_waited_for() {
        let patience = Patience {
            headers: SHORT,
            ..endless()
        };
        let (stream, _stop, _serving) = client(patience, "POST / HTTP/1.1\r\nhost: ha").await;
        let said = answer(stream).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 408"), "{said}");
    }

    #[tokio::test]
    async fn who_sends_half_a_body_is_not_waited_for() {
        let patience = Patience {
            silence: SHORT,
            ..endless()
        };
        let (stream, _stop, _serving) = client(patience, HALF_A_BODY).await;
        assert!(answer(stream).await.starts_with("HTTP/1.1 4"));
    }

    #[tokio::test]
    async fn a_request_that_takes_too_long_is_told_so() {
        let patience = Patience {
            request: SHORT,
            ..endless()
        };
        let (stream, _stop, _serving) = client(patience, HALF_A_BODY).await;
        let said = answer(stream).await;
        assert!(
            said.starts_with("HTTP/1.1 408") && said.contains("too_slow"),
            "{said}"
        );
    }

    /// Says that it is gone.
    struct Gone(Option<oneshot::Sender<()>>);

    impl Drop for Gone {
        fn drop(&mut self) {
            let _ = self.0.take().map(|said| said.send(()));
        }
    }

    #[tokio::test]
    async fn who_takes_nothing_of_an_answer_is_not_waited_for() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        let (gone, is_gone) = oneshot::channel();
        let gone = Arc::new(Mutex::new(Some(Gone(Some(gone)))));
        // An answer without end, which says when nobody makes it any more.
        let endless_answer = move || {
            let gone = gone.lock().unwrap().take();
            async move {
                let part = Bytes::from_static(&[b'x'; 65_536]);
                let parts = std::iter::repeat_with(move || {
                    let _held = &gone;
                    Ok::<_, std::convert::Infallible>(part.clone())
                });
                Body::from_stream(tokio_stream::iter(parts))
            }
        };
        let router = Router::new().route("/", get(endless_answer));
        let patience = Patience {
            deaf: SHORT,
            ..endless()
        };
        tokio::spawn(listen(listener, router, patience, std::future::pending()));
        let mut stream = TcpStream::connect(addr).await.unwrap();
        stream
            .write_all(b"GET / HTTP/1.1\r\nhost: hadir\r\n\r\n")
            .await
            .unwrap();
        let gone = timeout(Duration::from_secs(30), is_gone).await;
        gone.expect("the answer is let go").unwrap();
        drop(stream);
    }

    #[tokio::test]
    async fn a_stuck_client_does_not_keep_the_server_from_stopping() {
        let patience = Patience {
            stop: SHORT,
            ..endless()
        };
        let (stream, stop, serving) = client(patience, HALF_A_BODY).await;
        stop.send(()).unwrap();
        serving.await.unwrap();
        drop(stream);
    }
}
