namespace Cutwork.Cli.Tests.Architecture;

/// <summary>A file names something.</summary>
/// <param name="File">Its path.</param>
/// <param name="From">The file's folder.</param>
/// <param name="Assembly">Where the named thing is from.</param>
/// <param name="Declared">The file that declares it; null where that is no source of ours.</param>
/// <param name="To">That file's folder; null where it is another package's.</param>
/// <param name="Type">The type that is named, or whose member is.</param>
/// <param name="Member">The member's name; the type's own name where the type itself is named.</param>
internal sealed record SymbolUse(
    string File,
    string From,
    string Assembly,
    string? Declared,
    string? To,
    string Type,
    string Member
)
{
    public override string ToString() =>
        $"{Folder(From)}/{Path.GetFileName(File)} names {Type}.{Member} of {(To is null ? Assembly : Folder(To))}";

    private static string Folder(string name) => name == "" ? "(root)" : name;
}
