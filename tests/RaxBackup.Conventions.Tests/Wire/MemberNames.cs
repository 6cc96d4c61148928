using System.Reflection.Metadata;

namespace RaxBackup.Conventions.Tests.Wire;

/// <summary>The names of the members that an assembly defines or uses.</summary>
internal sealed class MemberNames(MetadataReader metadata)
{
    private const byte GenericInstance = 0x15;

    public MetadataReader Metadata => metadata;

    /// <summary>"Type::Name/parameters" of a method, "Type::Name" of a field; null of what is neither.</summary>
    public string? Of(EntityHandle member)
    {
        switch (member.Kind)
        {
            case HandleKind.MethodDefinition:
                var method = metadata.GetMethodDefinition((MethodDefinitionHandle)member);
                return Name(method.GetDeclaringType(), method.Name, method.Signature);
            case HandleKind.FieldDefinition:
                var field = metadata.GetFieldDefinition((FieldDefinitionHandle)member);
                return Name(field.GetDeclaringType(), field.Name, field.Signature);
            case HandleKind.MethodSpecification:
                return Of(metadata.GetMethodSpecification((MethodSpecificationHandle)member).Method);
            case HandleKind.MemberReference:
                var reference = metadata.GetMemberReference((MemberReferenceHandle)member);
                return Name(reference.Parent, reference.Name, reference.Signature);
            default:
                return null;
        }
    }

    /// <summary>Full name of a type, as reflection writes it; of a generic one without its arguments.</summary>
    public string OfType(EntityHandle type)
    {
        switch (type.Kind)
        {
            case HandleKind.TypeDefinition:
                var definition = metadata.GetTypeDefinition((TypeDefinitionHandle)type);
                return Qualified(definition.GetDeclaringType(), definition.Namespace, definition.Name);
            case HandleKind.TypeReference:
                var reference = metadata.GetTypeReference((TypeReferenceHandle)type);
                return Qualified(
                    reference.ResolutionScope.Kind == HandleKind.TypeReference ? reference.ResolutionScope : default, reference.Namespace, reference.Name);
            case HandleKind.TypeSpecification:
                var blob = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)type).Signature);
                if (blob.ReadByte() != GenericInstance)
                    return "";
                blob.ReadByte();
                return OfType(blob.ReadTypeHandle());
            default:
                return "";
        }
    }

    private string Qualified(EntityHandle outer, StringHandle @namespace, StringHandle name) =>
        !outer.IsNil ? $"{OfType(outer)}+{metadata.GetString(name)}"
        : @namespace.IsNil ? metadata.GetString(name)
        : $"{metadata.GetString(@namespace)}.{metadata.GetString(name)}";

    private string Name(EntityHandle type, StringHandle name, BlobHandle signature)
    {
        var blob = metadata.GetBlobReader(signature);
        var header = blob.ReadSignatureHeader();
        if (header.Kind == SignatureKind.Field)
            return $"{OfType(type)}::{metadata.GetString(name)}";
        if (header.IsGeneric)
            blob.ReadCompressedInteger();
        return $"{OfType(type)}::{metadata.GetString(name)}/{blob.ReadCompressedInteger()}";
    }
}
