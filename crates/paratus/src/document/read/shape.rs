//! Reads the types of the document out of the tree, strictly: a table is a table, a word is a word.

use super::fault::{Fault, one_of};
use super::node::{Body, Node};
use serde::de::value::{BorrowedStrDeserializer, MapDeserializer, SeqDeserializer, StrDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Unexpected, Visitor};
use serde::forward_to_deserialize_any;

impl Node {
    fn unexpected(&self) -> Unexpected<'_> {
        match &self.body {
            Body::Null => Unexpected::Unit,
            Body::Bool(value) => Unexpected::Bool(*value),
            Body::Whole(value) => Unexpected::Signed(*value),
            Body::Number(value) => Unexpected::Float(*value),
            Body::Text(text) => Unexpected::Str(text),
            Body::Bad(text) => Unexpected::Other(text),
            Body::List(_) => Unexpected::Seq,
            Body::Table(_) => Unexpected::Map,
        }
    }
}

/// A key or word of the tree, as serde takes it.
pub(super) struct Word<'a>(&'a str);

impl<'de> IntoDeserializer<'de, Fault> for Word<'de> {
    type Deserializer = BorrowedStrDeserializer<'de, Fault>;
    fn into_deserializer(self) -> Self::Deserializer {
        BorrowedStrDeserializer::new(self.0)
    }
}

impl<'de> IntoDeserializer<'de, Fault> for &'de Node {
    type Deserializer = &'de Node;
    fn into_deserializer(self) -> &'de Node {
        self
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.body {
            Body::Null => visitor.visit_unit(),
            Body::Bool(value) => visitor.visit_bool(*value),
            Body::Whole(value) => visitor.visit_i64(*value),
            Body::Number(value) => visitor.visit_f64(*value),
            Body::Text(text) => visitor.visit_borrowed_str(text),
            Body::Bad(reason) => Err(Fault::Other(reason.clone())),
            Body::List(list) => visitor.visit_seq(SeqDeserializer::new(list.iter().filter(|node| !node.is_dropped()))),
            Body::Table(table) => {
                let kept = table.iter().filter(|(_, node)| !node.is_dropped());
                visitor.visit_map(MapDeserializer::new(kept.map(|(key, node)| (Word(key), node))))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.body {
            Body::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.body {
            Body::Table(_) | Body::Bad(_) => self.deserialize_any(visitor),
            _ => Err(de::Error::invalid_type(self.unexpected(), &visitor)),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.body {
            Body::Text(text) => visitor.visit_enum(StrDeserializer::new(text)),
            Body::Bad(_) => self.deserialize_any(visitor),
            _ => Err(de::Error::invalid_type(self.unexpected(), &one_of(variants).as_str())),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map identifier ignored_any
    }
}
