//! What a plan did, item by item, as a file.

use std::io;
use std::sync::Arc;

use axum::extract::{Path, Request, State};
use axum::response::Response;
use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_DISPOSITION;
use signet_model::api::{ApiError, ErrorCode};
use signet_model::fields::Fields;
use signet_model::plans::Act;
use signet_plans::report::{Format, Report};

use crate::app::App;
use crate::asker::Asker;
use crate::plans::{Plans, WantedItems};
use crate::routes::input::{self, Text, take};
use crate::routes::stream::Parts;
use crate::routes::{looking, query, stream};
use crate::service::Refused;

/// So many items are held at a time.
const TOGETHER: u32 = 2000;

/// What a report says of its plan.
struct About {
    id: String,
    act: Act,
    hash: String,
}

/// `GET /api/plans/{id}/report`
pub async fn report(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    looking(async move {
        let asker = Asker::of(request.extensions())?;
        let format = format(request.uri().query().unwrap_or_default())?;
        let live = app.plans.asked_by(&asker).known(&id).await?;
        let about = live.head(|head| {
            let hash = head.hash.clone()?;
            let (id, act) = (head.id.clone(), head.act);
            Some(About { id, act, hash })
        });
        let about = about.ok_or_else(not_frozen)?;
        let (parts, mut response) = stream::answer(format.media_type());
        let name = format!(
            "attachment; filename=\"signet-{}.{}\"",
            about.id,
            format.extension()
        );
        if let Ok(name) = HeaderValue::from_str(&name) {
            response.headers_mut().insert(CONTENT_DISPOSITION, name);
        }
        let plans = Arc::clone(&app.plans);
        tokio::spawn(async move {
            if let Err(cause) = write(&plans, &about, format, &parts).await {
                // Whoever reads must not take half of it for the whole.
                let _nobody_reads = parts.send(Err(cause)).await;
            }
        });
        Ok(response)
    })
    .await
}

/// Writes until the end, or until nobody reads.
async fn write(plans: &Plans, about: &About, format: Format, parts: &Parts) -> io::Result<()> {
    let mut report = Report::new(about.act, format);
    let mut wanted = WantedItems {
        outcome: None,
        find: None,
        after: 0,
        limit: TOGETHER,
    };
    let mut text = report.header();
    loop {
        let items = plans.items(&about.id, &wanted, TOGETHER).await;
        let items = items.map_err(|refused| io::Error::other(refused.message))?;
        let Some(last) = items.last() else {
            break;
        };
        wanted.after = last.number;
        for item in &items {
            text.push_str(&report.line(item));
        }
        if parts.send(Ok(Bytes::from(text))).await.is_err() {
            return Ok(());
        }
        text = String::new();
    }
    text.push_str(&report.trailer(&about.id, &about.hash));
    let _nobody_reads = parts.send(Ok(Bytes::from(text))).await;
    Ok(())
}

fn format(query: &str) -> Result<Format, Refused> {
    let mut fields = Fields::new(query::parameters(query)?);
    let Text::<16>(found) = take(&mut fields, "format")?;
    input::finish(fields)?;
    Format::find(&found).ok_or_else(|| input::none_of("format", &["csv", "jsonl"], &found))
}

fn not_frozen() -> Refused {
    let error = ApiError::new(
        ErrorCode::PlanState,
        "there is no report: the plan is not frozen",
    );
    Box::new(error.remedy("Look again when it is."))
}
