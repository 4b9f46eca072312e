/**
 * The evidence: every row of the five documents with the stories that show it, the stories told
 * once more through the real operators and on a cluster, and the proof that each of them can fail.
 */
package io.tocsin.runbooks;
