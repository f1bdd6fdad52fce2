//! Small things that have no table of their own. What the store keeps about itself is out of reach: names of others have a dot in them.

use sqlx::{query, query_scalar};

use super::Store;
use crate::ports::{Answer, Meta};

impl Meta for Store {
    fn get<'a>(&'a self, name: &'a str) -> Answer<'a, Option<String>> {
        Box::pin(async move {
            let value = query_scalar("SELECT value FROM meta WHERE name = 'kept.' || ?1")
                .bind(name)
                .fetch_optional(&mut *self.core.reader().await)
                .await?;
            Ok(value)
        })
    }

    fn set<'a>(&'a self, name: &'a str, value: Option<&'a str>) -> Answer<'a, ()> {
        Box::pin(async move {
            let set = match value {
                Some(value) => {
                    query("INSERT OR REPLACE INTO meta (name, value) VALUES ('kept.' || ?1, ?2)")
                        .bind(name)
                        .bind(value)
                }
                None => query("DELETE FROM meta WHERE name = 'kept.' || ?1").bind(name),
            };
            set.execute(&mut *self.core.writer().await).await?;
            Ok(())
        })
    }
}
