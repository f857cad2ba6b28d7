/** Outside parties: who delivers text messages, and who knows whether a name and an id number belong together. */
@NullMarked
package dev.bonafide.identity.provider;

import org.jspecify.annotations.NullMarked;
