package dev.bonafide.listing.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bonafide.kit.http.Page;
import dev.bonafide.kit.text.Language;
import dev.bonafide.kit.text.Speech;
import dev.bonafide.listing.template.Grade;
import dev.bonafide.listing.template.Template;
import dev.bonafide.listing.template.Templates;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What can be sold, and what a listing of it must say. */
@Path("/v1/categories")
@Authenticated
@Tag(name = "Categories")
public class CategoryResource {
    private final Templates templates;
    private final Speech speech;

    CategoryResource(Templates templates, Speech speech) {
        this.templates = templates;
        this.speech = speech;
    }

    /** A category in a list. */
    public record CategoryView(String category, int templateVersion, String name) {}

    /** A role in the caller's language. */
    public record RoleView(String role, String name) {}

    /** A grade in the caller's language. */
    public record GradeView(String grade, String name, String definition, String picture) {}

    /** A template in the caller's language; the schema is for machines and has no language. */
    public record TemplateView(
            String category,
            int version,
            String name,
            int photosMin,
            List<RoleView> photoRoles,
            @Nullable String serialField,
            List<GradeView> grades,
            JsonNode schema) {}

    /** Lists the categories. */
    @GET
    @Operation(operationId = "listCategories", summary = "Everything that can be sold")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "categories", value = Examples.CATEGORIES)))
    public Page<CategoryView> all() {
        var language = speech.language();
        return new Page<>(
                templates.current().stream()
                        .map(template -> new CategoryView(
                                template.category(),
                                template.version(),
                                template.name().in(language)))
                        .toList(),
                null);
    }

    /** Shows the newest template of a category. */
    @GET
    @Path("/{category}/template")
    @Operation(
            operationId = "getTemplate",
            summary = "What a listing of a category must say and show",
            description = "JSON Schema 2020-12 of the fields, the roles of the photos, and what each grade means.")
    @APIResponse(
            responseCode = "200",
            content = @Content(examples = @ExampleObject(name = "phones", value = Examples.TEMPLATE)))
    public TemplateView template(@PathParam("category") String category) {
        return view(Answers.orNotFound(templates.current(category)), speech.language());
    }

    /** Shows what goods of a grade look like. */
    @GET
    @Path("/{category}/grades/{grade}/picture")
    @Produces("image/svg+xml")
    @Operation(operationId = "getGradePicture", summary = "A reference picture of a grade, as SVG")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/svg+xml"))
    public Response picture(@PathParam("category") String category, @PathParam("grade") String code)
            throws IOException {
        Answers.orNotFound(templates.current(category));
        // Only a known grade becomes part of a file name.
        Grade grade = Answers.orNotFound(Grade.of(code));
        return Response.ok(Templates.resource("grades/" + grade.code() + ".svg"))
                .header(HttpHeaders.CACHE_CONTROL, "max-age=86400")
                .build();
    }

    private static TemplateView view(Template template, Language language) {
        return new TemplateView(
                template.category(),
                template.version(),
                template.name().in(language),
                template.photosMin(),
                template.photoRoles().stream()
                        .map(role -> new RoleView(role.role(), role.name().in(language)))
                        .toList(),
                template.serial().map(rule -> rule.field()).orElse(null),
                Stream.of(Grade.values())
                        .flatMap(grade -> Optional.ofNullable(template.grades().get(grade)).stream())
                        .map(text -> new GradeView(
                                text.grade().code(),
                                text.name().in(language),
                                text.definition().in(language),
                                "/v1/categories/" + template.category() + "/grades/"
                                        + text.grade().code() + "/picture"))
                        .toList(),
                template.schema());
    }
}
