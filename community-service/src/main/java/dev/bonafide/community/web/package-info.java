/** Resources and views. */
@NullMarked
package dev.bonafide.community.web;

import org.jspecify.annotations.NullMarked;
