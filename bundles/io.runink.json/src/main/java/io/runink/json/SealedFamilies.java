package io.runink.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells the members of a sealed interface apart by a key {@code type}, so that the nouns in {@code
 * io.runink.api} need no annotation of a JSON library.
 */
final class SealedFamilies extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable TypeResolverBuilder<?> findTypeResolver(
            MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
        if (family(type.getRawType()).isEmpty()) {
            return super.findTypeResolver(config, type, baseType);
        }
        return new StdTypeResolverBuilder(
                JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true));
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
        Class<?> type = annotated.getRawType();
        if (!type.isInterface() || !type.isSealed()) {
            return super.findSubtypes(annotated);
        }
        return Arrays.stream(type.getPermittedSubclasses())
                .map(member -> new NamedType(member, kebab(member.getSimpleName())))
                .toList();
    }

    @Override
    public @Nullable String findTypeName(AnnotatedClass type) {
        return family(type.getRawType()).isPresent() && type.getRawType().isRecord()
                ? kebab(type.getRawType().getSimpleName())
                : super.findTypeName(type);
    }

    private static Optional<Class<?>> family(Class<?> type) {
        if (type.isInterface()) {
            return type.isSealed() ? Optional.of(type) : Optional.empty();
        }
        return Stream.<Class<?>>of(type.getInterfaces()).filter(Class::isSealed).findFirst();
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
