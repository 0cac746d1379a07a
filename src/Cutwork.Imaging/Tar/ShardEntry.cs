namespace Cutwork.Imaging;

/// <summary>One sample of a shard: its picture's place and its label, or why it cannot be read.</summary>
/// <param name="Shard">The tar it lies in.</param>
/// <param name="Picture">The picture's member, or the one to name in the error.</param>
/// <param name="Label">Its label, where there is no damage.</param>
/// <param name="Damage">Why it cannot be read, or null.</param>
internal sealed record ShardEntry(Shard Shard, TarMember Picture, ShardLabel Label, string? Damage)
{
    /// <summary>"shard.tar/member".</summary>
    public string Name => Picture.Name.Length == 0 ? Shard.Name : $"{Shard.Name}/{Picture.Name}";

    /// <summary>The error that names shard, member and offset.</summary>
    public DataSetException Error(string reason, Exception? inner = null)
    {
        string member =
            Picture.Name.Length == 0 ? "" : $"member \"{SafeName.Show(Picture.Name)}\" at byte {Picture.Header}: ";
        return new DataSetException(Shard.Path, $"{member}{reason.TrimEnd('.')}.", inner);
    }
}
