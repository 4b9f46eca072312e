/**
 * What is said: templates, which are texts with places, and how places are filled.
 *
 * <p>Pure: no Flink, no clock, no I/O. It may know {@code metric} and {@code pack}. It knows names
 * and formats, never where a value comes from: whoever renders passes {@link
 * io.tocsin.message.Values}.
 *
 * <p>Values are data. A text is read once, when its pack is; a value that looks like a place stays
 * as it is, and none can break out of a JSON string. Escaping for a receiver's own markup (Slack,
 * Markdown, HTML) is the receiver's business: a text says what is so, not how it is drawn.
 */
package io.tocsin.message;
