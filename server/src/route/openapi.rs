//! `GET /api/v1/openapi.json`: what other people's programs may ask, and how.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::body::JSON;

const OPENAPI: &str = include_str!("openapi.json");

/// The description, as it is kept beside this file.
pub async fn show() -> Response {
    ([(header::CONTENT_TYPE, JSON)], OPENAPI).into_response()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// `get /api/v1/log`, for each route that the router's source names.
    fn routed() -> BTreeSet<String> {
        let source = include_str!("../router.rs");
        let routes = source.split(".route(").skip(1);
        let named = routes.filter_map(|route| route.trim_start().strip_prefix('"')?.split_once('"'));
        named
            .filter(|(path, _)| path.starts_with("/api/v1/") || path.ends_with('z') || *path == "/metrics")
            .flat_map(|(path, rest)| {
                let methods = ["get", "post", "delete"];
                let used = methods
                    .into_iter()
                    .filter(move |method| rest.contains(&format!("{method}(")));
                used.map(move |method| format!("{method} {path}"))
            })
            .collect()
    }

    #[test]
    fn every_route_is_described_and_nothing_else() {
        let described: serde_json::Value = serde_json::from_str(OPENAPI).unwrap();
        let paths = described["paths"].as_object().unwrap();
        let described: BTreeSet<String> = paths
            .iter()
            .flat_map(|(path, methods)| {
                methods
                    .as_object()
                    .unwrap()
                    .keys()
                    .map(move |method| format!("{method} {path}"))
            })
            .collect();
        assert!(described.len() > 8);
        assert_eq!(described, routed());
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let described: serde_json::Value = serde_json::from_str(OPENAPI).unwrap();
        for part in OPENAPI.split("\"$ref\": \"#").skip(1) {
            let place = part.split('"').next().unwrap();
            assert!(described.pointer(place).is_some(), "{place}");
        }
    }
}
